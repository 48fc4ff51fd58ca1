//! The little that is needed of a `package.json`.

use camino::Utf8Path;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Location};
use crate::system::System;

/// The name of the file.
pub(crate) const FILE_NAME: &str = "package.json";

/// A `package.json` that is valid JSON.
pub(crate) struct Package(Value);

impl Package {
    /// Reads the file in a folder, if there is one.
    pub(crate) fn read(system: &dyn System, folder: &Utf8Path) -> Result<Option<Self>, Box<Diagnostic>> {
        let file = folder.join(FILE_NAME);
        let broken = |reason: String| {
            Diagnostic::warning("invalid-package-json", format!("{FILE_NAME} cannot be read: {reason}"))
                .with_help("until it is corrected, it does not count as the package.json of a Next.js app")
        };
        let text = match system.read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.is_not_found() => return Ok(None),
            Err(error) => return Err(Box::new(broken(error.reason()).with_file(file))),
        };
        // npm accepts a byte order mark, and some editors write one.
        let json = text.strip_prefix('\u{feff}').unwrap_or(&text);
        match serde_json::from_str(json) {
            Ok(value) => Ok(Some(Self(value))),
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                Err(Box::new(broken(error.to_string()).at(Location { file, line, column, span: None })))
            }
        }
    }

    /// Its name, with the scope.
    pub(crate) fn name(&self) -> Option<&str> {
        self.0.get("name")?.as_str()
    }

    /// Whether it is the root of an npm, yarn or bun workspace.
    pub(crate) fn has_workspaces(&self) -> bool {
        self.0.get("workspaces").is_some()
    }

    /// Whether it is a package that runs Next. A peer dependency alone makes a library for such packages.
    pub(crate) fn depends_on_next(&self) -> bool {
        let fields = ["dependencies", "devDependencies"];
        fields.iter().any(|field| self.0.get(field).is_some_and(|packages| packages.get("next").is_some()))
    }

    /// Its own version.
    pub(crate) fn version(&self) -> Option<&str> {
        self.0.get("version")?.as_str()
    }

    /// The versions of Next that it asks for, as a range.
    pub(crate) fn next_range(&self) -> Option<&str> {
        let fields = ["dependencies", "devDependencies", "peerDependencies"];
        fields.iter().find_map(|field| self.0.get(field)?.get("next")?.as_str())
    }
}
