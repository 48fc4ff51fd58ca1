//! The `rutter` command.

use std::io::{BufWriter, IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

use camino::Utf8PathBuf;
use mimalloc::MiMalloc;
use rutter_cli::{Outcome, Terminal, run};
use rutter_project::OsSystem;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[expect(clippy::disallowed_methods, reason = "this is where the process reads its environment")]
#[expect(clippy::print_stderr, reason = "without a current folder there is nothing else to write to")]
fn main() -> ExitCode {
    let cwd = match std::env::current_dir().map(Utf8PathBuf::from_path_buf) {
        Ok(Ok(cwd)) => cwd,
        Ok(Err(path)) => {
            eprintln!("error: the current folder's path is not UTF-8: {}", path.display());
            return ExitCode::from(Outcome::Failed.code());
        }
        Err(error) => {
            eprintln!("error: the current folder cannot be read: {error}");
            return ExitCode::from(Outcome::Failed.code());
        }
    };
    // Not locked: the language server writes to it from another thread.
    let mut out = BufWriter::new(std::io::stdout());
    let mut err = std::io::stderr();
    let terminal = Terminal {
        out: &mut out,
        color: anstream::AutoStream::choice(&err) != anstream::ColorChoice::Never,
        interactive: err.is_terminal(),
        err: &mut err,
    };
    let mut outcome = run(std::env::args_os(), &cwd, Arc::new(OsSystem), terminal);
    if let Err(error) = out.flush()
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        eprintln!("error: standard output could not be written: {error}");
        outcome = Outcome::Failed;
    }
    ExitCode::from(outcome.code())
}
