//! Asking a binary for its contract, and understanding how it answers.

use std::env;
use std::process::{self, ExitStatus};

use camino::{Utf8Path, Utf8PathBuf};
use rutter_contract::{Export, ParseError};
use rutter_project::Diagnostic;

use super::cargo::Built;
use super::find::{Binary, has_hook};
use super::process::{Finished, program, run};
use crate::session::{Session, show_from};
use crate::words::count;

/// The environment variable that asks: the path of the file to write.
pub(super) const VARIABLE: &str = "RUTTER_EXPORT";

/// How many of the last lines of its output are shown.
const MAX_LINES: usize = 20;

/// Runs a binary so that it writes its contract, and reads it.
pub(super) fn ask(
    session: &Session<'_>,
    root: &Utf8Path,
    binary: &Binary,
    built: &Built,
) -> Result<Export, Box<Diagnostic>> {
    let system = &*session.system;
    let folder = binary.cargo.target_directory.join("rutter");
    let path = folder.join(format!("{}-{}.json", binary.build.bin, process::id()));
    let wrong = |error: &dyn std::fmt::Display| {
        let message = format!("`{}` cannot be asked for its contract: {error}", binary.build.bin);
        Box::new(Diagnostic::error("export-failed", message))
    };
    system.create_dir_all(&folder).map_err(|error| wrong(&error))?;
    let mut command = program(&built.executable);
    command.env(VARIABLE, &path).current_dir(root);
    if let Some((variable, folders)) = shared_libraries(built) {
        command.env(variable, folders);
    }
    let finished = run(command, binary.timeout);
    let written = system.read_to_string(&path);
    // It is not there if nothing was written.
    let _ = system.remove_file(&path);
    let finished = finished.map_err(|error| wrong(&error))?;
    let written = match written {
        Ok(text) => Some(text),
        Err(error) if error.is_not_found() => None,
        Err(error) => return Err(wrong(&error)),
    };
    let has_hook = system.read_to_string(&binary.main).is_ok_and(|text| has_hook(&text));
    let asked = Asked {
        name: &binary.build.bin,
        main: show_from(&session.cwd, &binary.main),
        seconds: binary.timeout.as_secs().try_into().unwrap_or(usize::MAX),
        has_hook,
    };
    understand(&asked, &finished, written.as_deref()).map_err(|found| Box::new(found.with_file(&binary.main)))
}

/// Cargo lets a program find the shared libraries that its build scripts made; so must whoever starts it in Cargo's place.
fn shared_libraries(built: &Built) -> Option<(&'static str, std::ffi::OsString)> {
    let variable = match env::consts::OS {
        "windows" => "PATH",
        "macos" => "DYLD_FALLBACK_LIBRARY_PATH",
        _ => "LD_LIBRARY_PATH",
    };
    let beside = built.executable.parent()?;
    let own = built.library_folders.iter().cloned().chain([beside.to_owned(), beside.join("deps")]);
    let before = env::var_os(variable).unwrap_or_default();
    let all = own.map(Utf8PathBuf::into_std_path_buf).chain(env::split_paths(&before));
    Some((variable, env::join_paths(all).ok()?))
}

/// Who was asked.
struct Asked<'a> {
    name: &'a str,
    /// The file with its `main`, as it is shown.
    main: String,
    seconds: usize,
    /// Whether that file seems to have `rutter::export!()`.
    has_hook: bool,
}

fn understand(
    asked: &Asked<'_>,
    finished: &Finished,
    written: Option<&str>,
) -> Result<Export, Box<Diagnostic>> {
    let Asked { name, seconds, .. } = asked;
    let Some(status) = finished.status else {
        let limit = count(*seconds, "second");
        let message = format!("`{name}` wrote no contract within {limit}, and was ended");
        let why = format!(
            "what stands before it takes too long, or waits for something; `timeout` in [rust] of rutter.toml gives it more than {limit}"
        );
        return Err(Box::new(asked.unanswered("export-timeout", message, finished, &why)));
    };
    let found = match written {
        Some(text) if status.success() => match Export::parse(text) {
            Ok(export) => return Ok(export),
            Err(error) => asked.unreadable(&error),
        },
        None if status.success() => {
            let message = format!("`{name}` ended without writing a contract");
            asked.unanswered("export-failed", message, finished, "something before it ends the program")
        }
        _ => asked.failed(status, finished),
    };
    Err(Box::new(found))
}

impl Asked<'_> {
    /// The hook was not reached.
    fn unanswered(
        &self,
        code: &'static str,
        message: String,
        finished: &Finished,
        otherwise: &str,
    ) -> Diagnostic {
        let main = &self.main;
        let (code, help) = if self.has_hook {
            (
                code,
                format!(
                    "move `rutter::export!();` up, so that it is the first line of `main` in {main}: {otherwise}"
                ),
            )
        } else {
            ("no-export-hook", format!("write `rutter::export!();` as the first line of `main` in {main}"))
        };
        let found = Diagnostic::error(code, message).with_help(help);
        with_noise(found, finished)
    }

    fn failed(&self, status: ExitStatus, finished: &Finished) -> Diagnostic {
        let Self { name, main, .. } = self;
        // What `rutter::export!()` says is said of the declarations; nothing was started before it.
        if let (Some(1), Some(problems)) = (status.code(), finished.err.strip_prefix("error: ")) {
            let message = format!("the declarations of `{name}` do not fit together");
            return Diagnostic::error("contradicting-declarations", message).with_why(problems.trim_end());
        }
        let message = format!("`{name}` ended with {} instead of writing a contract", ending(status));
        let help = if self.has_hook {
            format!(
                "put right what it says, or move `rutter::export!();` up, so that it is the first line of `main` in {main}"
            )
        } else {
            format!("write `rutter::export!();` as the first line of `main` in {main}")
        };
        let code = if self.has_hook { "export-failed" } else { "no-export-hook" };
        with_noise(Diagnostic::error(code, message).with_help(help), finished)
    }

    fn unreadable(&self, error: &ParseError) -> Diagnostic {
        let message = format!("what `{}` wrote is no contract: {error}", self.name);
        let help = match error {
            ParseError::Newer(_) => {
                "install the version of the command `rutter` that the crate `rutter` in Cargo.lock has"
            }
            ParseError::Older(_) => {
                "run `cargo update -p rutter`: the crate `rutter` is older than the command"
            }
            ParseError::Empty | ParseError::Truncated | ParseError::Foreign | ParseError::Wrong(_) => {
                "the file comes from `rutter::export!()` alone; if nothing else writes to RUTTER_EXPORT, please report this as a bug of Rutter"
            }
        };
        Diagnostic::error("export-failed", message).with_help(help)
    }
}

/// How a program ended that should have ended well.
fn ending(status: ExitStatus) -> String {
    match status.code() {
        Some(101) => "a panic (status 101)".to_owned(),
        Some(code) => format!("status {code}"),
        // `signal: 11 (SIGSEGV)`
        None => status.to_string().replacen("signal: ", "signal ", 1),
    }
}

/// The end of what it printed: standard error, or else standard output.
fn with_noise(found: Diagnostic, finished: &Finished) -> Diagnostic {
    let noise = [&finished.err, &finished.out].into_iter().find(|text| !text.trim().is_empty());
    let Some(noise) = noise else { return found };
    let lines: Vec<&str> = noise.trim().lines().collect();
    let left_out = lines.len().saturating_sub(MAX_LINES);
    let before = if left_out > 0 { format!("\n... {left_out} lines before") } else { String::new() };
    let shown: String = lines[left_out..].iter().map(|line| format!("\n{}", plain(line))).collect();
    found.with_why(format!("it printed{before}{shown}"))
}

/// A line without what could do something to a terminal, and not too long.
fn plain(line: &str) -> String {
    line.chars().filter(|c| !c.is_control() || *c == '\t').take(300).collect()
}

#[cfg(test)]
mod tests;
