//! A crate is compiled again exactly when its routes change, and does not compile when its structs do not fit them.

#![expect(clippy::disallowed_methods, reason = "the test works on the disk and starts Cargo")]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use camino::Utf8Path;
use rutter_cli::{Outcome, Terminal};
use rutter_project::OsSystem;

/// A step, and what it asks of the next build.
enum Expected {
    Fresh,
    Compiled,
    /// The build fails, and says this.
    Refused(&'static str),
}

use Expected::{Compiled, Fresh, Refused};

#[test]
fn a_crate_is_compiled_again_exactly_when_its_routes_change() {
    let crate_ = Crate::new();
    let add = |route: &str| write(&crate_.dir.join(format!("web/app{route}/page.tsx")), PAGE);
    let remove = |route: &str| fs::remove_dir_all(crate_.dir.join(format!("web/app{route}"))).unwrap();

    add("/blog/[slug]");
    add("/docs/[[...path]]");
    crate_.step("the first build", &Compiled);
    crate_.step("nothing", &Fresh);
    write(&crate_.dir.join("web/app/blog/[slug]/page.tsx"), &format!("{PAGE}// edited\n"));
    crate_.step("an edited page", &Fresh);
    add("/about");
    crate_.step("an added folder", &Compiled);
    crate_.step("nothing after an added folder", &Fresh);
    fs::rename(crate_.dir.join("web/app/about"), crate_.dir.join("web/app/imprint")).unwrap();
    crate_.step("a renamed folder", &Compiled);
    remove("/imprint");
    crate_.step("a removed folder", &Compiled);
    crate_.test();
    fs::rename(crate_.dir.join("web/app/blog/[slug]"), crate_.dir.join("web/app/blog/[post]")).unwrap();
    crate_.step("a param that a struct still calls by its old name", &Refused("/blog/[post]"));
}

const PAGE: &str = "export default function Page() { return null }\n";

/// A crate beside a Next.js app. Its folder is the same in every run, so that what Cargo keeps of it does not pile up.
struct Crate {
    dir: PathBuf,
}

impl Crate {
    fn new() -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild");
        if dir.exists() {
            fs::remove_dir_all(&dir).unwrap();
        }
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("rebuild");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let manifest = fs::read_to_string(fixture.join("Cargo.toml.in")).unwrap();
        write(&dir.join("Cargo.toml"), &manifest.replace("{{root}}", root.to_str().unwrap()));
        // The versions that the workspace has are there; others might have to be fetched.
        fs::copy(root.join("Cargo.lock"), dir.join("Cargo.lock")).unwrap();
        for file in ["build.rs", "src/lib.rs"] {
            write(&dir.join(file), &fs::read_to_string(fixture.join(file)).unwrap());
        }
        // The folder lies in that of this repository, and is a workspace of its own.
        write(&dir.join("rutter.toml"), "");
        write(&dir.join("web/package.json"), r#"{"name":"web","dependencies":{"next":"16.4.6"}}"#);
        write(&dir.join("web/app/layout.tsx"), PAGE);
        write(&dir.join("web/app/page.tsx"), PAGE);
        Self { dir }
    }

    /// Writes the routes, builds, and looks at whether the crate was compiled.
    fn step(&self, name: &str, expected: &Expected) {
        self.generate();
        let output = self.cargo(&["check", "--message-format", "json"]);
        let out = String::from_utf8(output.stdout).unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        if let Refused(message) = expected {
            assert!(!output.status.success() && out.contains(message), "{name}: {out}{err}");
            return;
        }
        assert!(output.status.success(), "{name}: {out}{err}");
        let fresh = out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()).find(
            |message| message["reason"] == "compiler-artifact" && message["target"]["name"] == "uses_routes",
        );
        assert_eq!(fresh.unwrap()["fresh"], matches!(expected, Fresh), "{name}");
    }

    fn test(&self) {
        let output = self.cargo(&["test", "--lib"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }

    fn cargo(&self, args: &[&str]) -> std::process::Output {
        Command::new(env!("CARGO"))
            .args(args)
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures"))
            .env("CARGO_TERM_COLOR", "never")
            .output()
            .unwrap()
    }

    fn generate(&self) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let terminal = Terminal { out: &mut out, err: &mut err, color: false, interactive: false };
        let args = ["rutter", "generate"].map(OsString::from);
        let outcome =
            rutter_cli::run(args, Utf8Path::from_path(&self.dir).unwrap(), Arc::new(OsSystem), terminal);
        assert_eq!(outcome, Outcome::Clean, "{}", String::from_utf8_lossy(&err));
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
