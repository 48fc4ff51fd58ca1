//! Generated code under real compilers and in Node: `typescript/` holds the app, and what must and must not compile.

#![expect(
    clippy::disallowed_methods,
    reason = "the compilers need files on a disk, and a process of their own"
)]

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use camino::Utf8Path;
use rutter_cli::{Outcome, Terminal};
use rutter_project::OsSystem;

const CONFIG: &str = "\
module.exports = {
  redirects: async () => [{ source: '/moved/:id', destination: '/', permanent: false }],
  rewrites: async () => [{ source: '/proxy/:path*', destination: 'https://example.com/:path*' }],
}
";

/// TypeScript 5.9, 6 and 7 accept and refuse what they should, and the code does what it says in Node.
#[test]
fn under_all_compilers_and_in_node() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("typescript");
    assert!(
        folder.join("node_modules").is_dir(),
        "the compilers are not installed: run `npm ci` in tests/typescript, or `cargo xtask ready`"
    );
    let app = tempfile::tempdir().unwrap();
    copy(&folder.join("sample"), app.path());
    fs::write(app.path().join("next.config.js"), CONFIG).unwrap();
    fs::write(app.path().join("rutter.toml"), "[app]\nlinks = true\nnext_types = true\n").unwrap();
    generate(app.path());

    let output = Command::new("node").arg(folder.join("run.mjs")).arg(app.path()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}

fn generate(app: &Path) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
    let args = ["rutter", "generate"].map(OsString::from);
    let outcome = rutter_cli::run(args, Utf8Path::from_path(app).unwrap(), &OsSystem, terminal);
    assert_eq!(outcome, Outcome::Clean, "{}", String::from_utf8_lossy(&err));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
