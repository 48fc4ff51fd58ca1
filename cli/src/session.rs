//! What every command shares: the workspace, the way to the terminal, and how findings add up to an exit status.

use std::io::{self, Write};
use std::sync::Arc;

use anyhow::Context as _;
use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::{App, Diagnostic, DiscoverError, RememberingSystem, Severity, System, Workspace};
use rutter_syntax::{LoadedApp, load_app};

use crate::render::DiagnosticRenderer;
use crate::words::count;

/// How a command ended; see [`Outcome::code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All is well.
    Clean,
    /// Something was found: problems, or files that are not up to date.
    Findings,
    /// The command could not run.
    Failed,
}

/// Where a command writes, and what it may assume of the terminal.
pub struct Terminal<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Findings, progress and errors.
    pub err: &'a mut dyn Write,
    /// Whether findings are coloured.
    pub color: bool,
    /// Whether progress may be drawn: standard error is a terminal.
    pub interactive: bool,
}

/// One run of a command.
pub(crate) struct Session<'a> {
    pub(crate) system: Arc<dyn System>,
    pub(crate) terminal: Terminal<'a>,
    /// The folder that the command was started in.
    pub(crate) cwd: Utf8PathBuf,
    /// The app that was asked for by name.
    pub(crate) app: Option<String>,
}

impl Outcome {
    /// The exit status of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }

    /// The outcome of a set of findings: errors count, warnings and notes do not.
    pub(crate) fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let errors = diagnostics.into_iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        if errors { Self::Findings } else { Self::Clean }
    }
}

impl Session<'_> {
    /// Finds the apps. A broken rutter.toml is shown finding by finding.
    pub(crate) fn workspace(&mut self) -> anyhow::Result<Workspace> {
        let workspace = self.discover()?;
        self.report(&workspace.diagnostics)?;
        Ok(workspace)
    }

    /// Finds the apps, and leaves it to the caller to show what was noticed on the way.
    pub(crate) fn discover(&mut self) -> anyhow::Result<Workspace> {
        match Workspace::discover(&*self.system, &self.cwd) {
            Ok(workspace) => Ok(workspace),
            Err(DiscoverError::Config { file, diagnostics }) => {
                self.report(&diagnostics)?;
                let count = count(diagnostics.len(), "problem");
                anyhow::bail!("{} has {count}", self.show(&file))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Goes to the folder that a command is about, if it names one, and finds the apps. Everything that is read is
    /// remembered from here on. Gives the folder that the command was started in, from which paths are shown.
    pub(crate) fn enter(&mut self, folder: Option<&Utf8Path>) -> anyhow::Result<(Utf8PathBuf, Workspace)> {
        self.system = Arc::new(RememberingSystem::new(self.system.clone()));
        let system = self.system.clone();
        // Modules are known by their paths without symbolic links, so the folders that paths are told from are too.
        let real = |path: &Utf8Path| system.canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let shown_from = real(&self.cwd);
        self.cwd = match folder {
            Some(folder) => real(&crate::normalize(&self.cwd.join(folder))),
            None => shown_from.clone(),
        };
        if let Some(folder) = folder
            && !system.is_dir(&self.cwd)
        {
            anyhow::bail!("there is no folder {folder}");
        }
        let mut workspace = self.discover()?;
        if folder.is_some() {
            workspace.include(&*system, &self.cwd);
        }
        Ok((shown_from, workspace))
    }

    /// The apps that the command is about.
    pub(crate) fn apps<'w>(&self, workspace: &'w Workspace) -> anyhow::Result<Vec<&'w App>> {
        Ok(workspace.selected(&self.cwd, self.app.as_deref())?)
    }

    /// Reads an app, with its findings: those of its files and config first, then those of its route tree.
    pub(crate) fn load(&self, app: &App) -> (LoadedApp, Vec<Diagnostic>) {
        let mut loaded = load_app(&*self.system, app);
        let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
        diagnostics
            .extend(loaded.tree.problems.iter().map(|problem| Diagnostic::of_problem(problem, &app.dir)));
        (loaded, diagnostics)
    }

    /// Prints findings to standard error.
    pub(crate) fn report<'d>(
        &mut self,
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    ) -> io::Result<()> {
        let cwd = self.cwd.clone();
        self.report_from(&cwd, diagnostics)
    }

    /// Prints findings to standard error, with paths from another folder.
    pub(crate) fn report_from<'d>(
        &mut self,
        base: &Utf8Path,
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    ) -> io::Result<()> {
        let renderer = DiagnosticRenderer::new(&*self.system, base, self.terminal.color);
        for diagnostic in diagnostics {
            writeln!(self.terminal.err, "{}", renderer.render(diagnostic))?;
        }
        Ok(())
    }

    /// Prints text to standard output.
    pub(crate) fn print(&mut self, text: &str) -> anyhow::Result<()> {
        self.terminal.out.write_all(text.as_bytes()).context("standard output could not be written")
    }

    /// Prints text that is not a result, to standard error.
    pub(crate) fn say(&mut self, text: &str) -> anyhow::Result<()> {
        self.terminal.err.write_all(text.as_bytes()).context("standard error could not be written")
    }

    /// A path as the user would write it from here.
    pub(crate) fn show(&self, path: &Utf8Path) -> String {
        show_from(&self.cwd, path)
    }
}

/// A path as a user in `folder` would write it.
pub(crate) fn show_from(folder: &Utf8Path, path: &Utf8Path) -> String {
    match path.strip_prefix(folder) {
        Ok(relative) if relative.as_str().is_empty() => ".".to_owned(),
        Ok(relative) => relative.to_string(),
        Err(_) => path.to_string(),
    }
}
