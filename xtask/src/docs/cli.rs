//! `docs/cli.md`: the help of every command, as the built program prints it.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::shell;

const INTRODUCTION: &str = "\
# The rutter command

What `rutter help` and `rutter help COMMAND` say.
";

/// The page. Builds the program first.
pub(super) fn text() -> Result<String> {
    let rutter = shell::build_rutter(false)?;
    let overview = help(&rutter, None)?;
    let commands = commands(&overview);
    ensure!(!commands.is_empty(), "`rutter help` lists no commands");
    let mut text = INTRODUCTION.to_owned();
    push(&mut text, "rutter", &overview);
    for command in commands {
        push(&mut text, &format!("rutter {command}"), &help(&rutter, Some(command))?);
    }
    Ok(text)
}

fn push(text: &mut String, title: &str, help: &str) {
    // Writing to a string cannot fail.
    let _ = write!(text, "\n## {title}\n\n```text\n{}\n```\n", help.trim_end());
}

/// The long help of the program or one of its commands. It is as wide as without a terminal, whoever asks.
fn help(rutter: &Path, command: Option<&str>) -> Result<String> {
    let mut process = Command::new(rutter);
    process.arg("help").args(command).env_remove("COLUMNS");
    let lines = shell::read(&mut process)?;
    Ok(lines.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"))
}

/// The commands that the overview lists, except for `help` itself.
fn commands(overview: &str) -> Vec<&str> {
    overview
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_from_the_overview() {
        let overview = "\
About.

Commands:
  init      Write a file
  generate  Write files
  help      Print help

Options:
  -h, --help  Print help";
        assert_eq!(commands(overview), ["init", "generate"]);
        assert!(commands("Options:\n  -h").is_empty());
    }
}
