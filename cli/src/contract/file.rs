//! The committed contract, beside `rutter.toml`.

use camino::Utf8Path;
use rutter_contract::{Contract, FILE_NAME, ParseError};
use rutter_project::{Changes, Diagnostic, Location, Output, PlannedFile, System};

/// How many mistakes of a file are told.
const MAX_MISTAKES: usize = 10;

/// The file as it should be, compared with the disk.
pub(crate) fn changes(system: &dyn System, root: &Utf8Path, contract: &Contract) -> Changes {
    Output {
        base: root.to_owned(),
        folders: Vec::new(),
        files: vec![PlannedFile::new(FILE_NAME, contract.to_text())],
    }
    .changes(system)
}

/// Reads the file. `None` if it is not there.
pub(super) fn read(system: &dyn System, root: &Utf8Path) -> Result<Option<Contract>, Vec<Diagnostic>> {
    let file = root.join(FILE_NAME);
    let text = match system.read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.is_not_found() => return Ok(None),
        Err(error) => {
            let message = format!("{FILE_NAME} cannot be read: {}", error.reason());
            return Err(vec![Diagnostic::error("invalid-contract", message).with_file(file)]);
        }
    };
    Contract::parse(&text).map(Some).map_err(|error| mistakes(&file, &text, error))
}

fn mistakes(file: &Utf8Path, text: &str, error: ParseError) -> Vec<Diagnostic> {
    let anew = "run `rutter generate` where cargo is, which writes the file anew";
    let found = |message: String| Diagnostic::error("invalid-contract", message);
    let help = match &error {
        ParseError::Wrong(_) => format!("do not edit the file: {anew}"),
        ParseError::Newer(_) => "update the command `rutter` to the version that wrote it".to_owned(),
        ParseError::Older(_) | ParseError::Empty | ParseError::Truncated | ParseError::Foreign => {
            anew.to_owned()
        }
    };
    let ParseError::Wrong(mistakes) = error else {
        return vec![found(format!("{FILE_NAME} cannot be used: {error}")).with_help(help).with_file(file)];
    };
    let places = mistakes.into_iter().take(MAX_MISTAKES).map(|mistake| {
        let found = found(format!("{FILE_NAME} cannot be used: {}", mistake.message)).with_help(help.clone());
        match mistake.line {
            Some(line) => found.at(place(file, text, line, mistake.column)),
            None => found.with_file(file),
        }
    });
    places.collect()
}

/// A place by its line and its column in bytes, both from 1.
fn place(file: &Utf8Path, text: &str, line: usize, column: usize) -> Location {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let at = start + column.saturating_sub(1);
    Location::of_span(file, text, at..at)
}
