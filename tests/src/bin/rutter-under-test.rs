//! The command as a process of its own, for tests in which it starts other programs: they take after its environment.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use camino::Utf8PathBuf;
use rutter_cli::{Terminal, run};
use rutter_project::OsSystem;

#[expect(clippy::disallowed_methods, reason = "this is where the process reads its environment")]
fn main() -> ExitCode {
    let cwd = Utf8PathBuf::from_path_buf(std::env::current_dir().unwrap()).unwrap();
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
    ExitCode::from(run(std::env::args_os(), &cwd, Arc::new(OsSystem), terminal).code())
}
