//! The baseline file: what is known already and not told again.

use anyhow::{Context as _, bail};
use camino::{Utf8Path, Utf8PathBuf};
use rutter_check::Baseline;
use rutter_project::{App, CheckSettings, Diagnostic, System, Workspace};

use crate::report::Places;

/// The baseline file of a workspace, which holds the findings of all its apps.
pub(crate) struct Known<'a> {
    system: &'a dyn System,
    workspace: &'a Workspace,
    apps: Vec<&'a App>,
    file: Utf8PathBuf,
}

impl<'a> Known<'a> {
    /// `apps` are those that are checked.
    pub(crate) fn new(system: &'a dyn System, workspace: &'a Workspace, apps: Vec<&'a App>) -> Option<Self> {
        // Every app has the same file.
        let file = CheckSettings::of(workspace, apps.first()?).baseline;
        Some(Self { system, workspace, apps, file })
    }

    /// Where the file is.
    pub(crate) fn file(&self) -> &Utf8Path {
        &self.file
    }

    /// Takes out of the findings what the file knows, and says how much that is. What is known and gone becomes a note.
    pub(crate) fn take_out(&self, found: &mut Vec<Diagnostic>) -> anyhow::Result<usize> {
        let Some(mut baseline) = self.read()? else { return Ok(0) };
        let places = Places::new(self.system, &self.workspace.root);
        let before = found.len();
        found.retain(|diagnostic| match entry(diagnostic, &places) {
            Some((file, rule, line)) => !baseline.take(&file, rule, &line),
            None => true,
        });
        let known = before - found.len();
        let gone = baseline.len_in(|file| self.is_checked(file));
        if gone > 0 {
            let what =
                if gone == 1 { "1 finding is gone that" } else { &format!("{gone} findings are gone that") };
            let name = self.file.file_name().unwrap_or(self.file.as_str());
            found.push(
                Diagnostic::note("stale-baseline", format!("{what} {name} still holds"))
                    .with_help(
                        "run `rutter check --write-baseline`, so that they are reported if they come back",
                    )
                    .with_file(&self.file),
            );
        }
        Ok(known)
    }

    /// Writes the findings of rules to the file and takes them out. How many there are.
    pub(crate) fn write(&self, found: &mut Vec<Diagnostic>) -> anyhow::Result<usize> {
        let mut baseline = Baseline::new();
        let places = Places::new(self.system, &self.workspace.root);
        let before = found.len();
        found.retain(|diagnostic| match entry(diagnostic, &places) {
            Some((file, rule, line)) => {
                baseline.add(&file, rule, &line);
                false
            }
            None => true,
        });
        // What is known of other apps stays known. If there are none, it does not matter what the file says.
        if !self.is_all()
            && let Some(before) = self.read()?
        {
            baseline.merge(&before, |file| !self.is_checked(file));
        }
        let text = baseline.to_text()?;
        self.system.write(&self.file, text.as_bytes())?;
        Ok(before - found.len())
    }

    fn read(&self) -> anyhow::Result<Option<Baseline>> {
        let name = self.file.file_name().unwrap_or(self.file.as_str());
        let text = match self.system.read_to_string(&self.file) {
            Ok(text) => text,
            Err(error) if error.is_not_found() => return Ok(None),
            Err(error) => bail!("{name} cannot be read: {}", error.reason()),
        };
        let help = || format!("{name} cannot be used (`rutter check --write-baseline` writes it anew)");
        Baseline::parse(&text).map(Some).with_context(help)
    }

    /// Whether what the file knows of a file was looked for in this run: it lies in an app that was checked.
    fn is_checked(&self, file: &str) -> bool {
        let path = self.workspace.root.join(file);
        self.is_all() || self.apps.iter().any(|app| app.contains(&path))
    }

    fn is_all(&self) -> bool {
        self.apps.len() == self.workspace.apps.len()
    }
}

/// How the file knows a finding: its file, its rule, the text of its line. What is wrong with the route tree or with
/// settings is never known, since it keeps the app from being built.
fn entry(diagnostic: &Diagnostic, places: &Places<'_>) -> Option<(String, &'static str, String)> {
    let location = diagnostic.location.as_ref()?;
    let rule = rutter_check::find(diagnostic.code)?;
    Some((places.path(&location.file), rule.name, places.line(location)))
}
