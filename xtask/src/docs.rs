//! `cargo xtask docs`: the pages of `docs/` that are made from the code, so that they cannot say anything else.

mod cli;
mod configuration;
mod problems;
mod rules;

use std::fs;
use std::io::ErrorKind;

use anyhow::{Context as _, Result, bail};
use similar::TextDiff;

use crate::shell;

/// What stands at the top of each page, where a reader of the source sees it and a reader of the page does not.
const MARK: &str =
    "<!-- Written by `cargo xtask docs`. Change the code that it is made from instead. -->\n\n";

/// The options of `cargo xtask docs`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Write nothing; show the difference and fail if a page is not what the code says.
    #[arg(long)]
    check: bool,
}

/// A page, from its name in `docs/` to its text.
struct Page {
    name: &'static str,
    text: String,
}

/// Writes the pages, or compares them.
pub(crate) fn run(args: &Args) -> Result<()> {
    if args.check { check() } else { write() }
}

/// Fails if a page is not what the code says.
pub(crate) fn check() -> Result<()> {
    let mut stale = Vec::new();
    for Page { name, text } in pages()? {
        let before = read(name)?;
        if before != text {
            let diff = TextDiff::from_lines(before.as_str(), text.as_str());
            let path = format!("docs/{name}");
            print!("{}", diff.unified_diff().header(&path, &path));
            stale.push(path);
        }
    }
    if !stale.is_empty() {
        bail!("not up to date: {}; run `cargo xtask docs` and commit the result", stale.join(", "));
    }
    Ok(())
}

fn write() -> Result<()> {
    let folder = shell::root().join("docs");
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for Page { name, text } in pages()? {
        if read(name)? != text {
            let path = folder.join(name);
            fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
            eprintln!("docs/{name} is written");
        }
    }
    Ok(())
}

fn pages() -> Result<Vec<Page>> {
    let page = |name, text: String| Page { name, text: format!("{MARK}{text}") };
    Ok(vec![
        page("problems.md", problems::text()),
        page("rules.md", rules::text()),
        page("configuration.md", configuration::text()),
        page("cli.md", cli::text()?),
    ])
}

/// The page as it is on the disk; a page that is not there is empty. Git may have given it the line ends of Windows.
fn read(name: &str) -> Result<String> {
    let path = shell::root().join("docs").join(name);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text.replace("\r\n", "\n")),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}
