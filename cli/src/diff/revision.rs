//! Revisions and their files, as the `git` program gives them.

use std::io::ErrorKind;
use std::process::{Command, Output};

use anyhow::{Context as _, anyhow, bail};
use camino::{Utf8Path, Utf8PathBuf};

/// A folder in a git repository.
pub(crate) struct Repository {
    folder: Utf8PathBuf,
}

/// A commit, and what it was asked for by.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    /// As it was asked for: `main`.
    pub(crate) name: String,
    /// The hash of the commit.
    pub(crate) commit: String,
}

/// What is compared.
pub(crate) struct Range {
    pub(crate) before: Revision,
    /// None: the files on the disk.
    pub(crate) after: Option<Revision>,
}

/// The names of a default branch that no remote states, in the order in which they are tried.
const DEFAULT_BRANCHES: [&str; 5] = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/// How much of a hash is shown.
const SHOWN: usize = 7;

impl Revision {
    /// `main (1a2b3c4)`, or the hash alone.
    pub(crate) fn named(&self) -> String {
        let short = self.commit.get(..SHOWN).unwrap_or(&self.commit);
        if self.commit.starts_with(&self.name) {
            short.to_owned()
        } else {
            format!("{} ({short})", self.name)
        }
    }
}

impl Repository {
    /// The repository that a folder is in.
    ///
    /// # Errors
    /// There is none, or no `git`.
    pub(crate) fn at(folder: &Utf8Path) -> anyhow::Result<Self> {
        let repository = Self { folder: folder.to_owned() };
        let output = repository.git(&["rev-parse", "--is-inside-work-tree"])?;
        if output.status.success() && output.stdout.starts_with(b"true") {
            return Ok(repository);
        }
        let said = said(&output);
        match said.contains("not a git repository") || said.is_empty() {
            true => {
                bail!("{folder} is in no git repository, and `rutter diff` compares with what is committed")
            }
            false => bail!("git cannot read the repository of {folder}: {said}"),
        }
    }

    /// What `REV`, `REV..REV` or `REV...REV` means, or nothing at all: where this branch left the default branch.
    ///
    /// # Errors
    /// There is no such revision.
    pub(crate) fn range(&self, asked: Option<&str>) -> anyhow::Result<Range> {
        let Some(asked) = asked else { return Ok(Range { before: self.base()?, after: None }) };
        if let Some((old, new)) = asked.split_once("...") {
            let (old, new) = (self.revision(or_head(old))?, self.revision(or_head(new))?);
            let before = self.common(&old, &new)?;
            return Ok(Range { before, after: Some(new) });
        }
        match asked.split_once("..") {
            Some((old, new)) => {
                Ok(Range { before: self.revision(or_head(old))?, after: Some(self.revision(or_head(new))?) })
            }
            None => Ok(Range { before: self.revision(asked)?, after: None }),
        }
    }

    /// The text of a file in the folder as a revision has it; `None` if it has none.
    ///
    /// # Errors
    /// Git cannot read it, or it is not UTF-8.
    pub(crate) fn file(&self, revision: &Revision, name: &str) -> anyhow::Result<Option<String>> {
        let Some(blob) = self.parsed(&format!("{}:./{name}", revision.commit))? else { return Ok(None) };
        let output = self.git(&["cat-file", "blob", &blob])?;
        let what = || format!("{name} of {} cannot be read", revision.named());
        if !output.status.success() {
            return Err(anyhow!("git says: {}", said(&output)).context(what()));
        }
        String::from_utf8(output.stdout).context("it is not UTF-8").with_context(what).map(Some)
    }

    /// # Errors
    /// There is no such revision.
    fn revision(&self, name: &str) -> anyhow::Result<Revision> {
        if let Some(commit) = self.parsed(&format!("{name}^{{commit}}"))? {
            return Ok(Revision { name: name.to_owned(), commit });
        }
        let hint = match self.is_shallow()? {
            true => "; the clone is shallow: fetch more of its history, or that branch",
            false => "; `git branch --all` and `git tag` list what there is",
        };
        bail!("there is no revision `{name}` in this repository{hint}")
    }

    /// Where this branch left the default branch. Without a default branch, what was committed last.
    fn base(&self) -> anyhow::Result<Revision> {
        let head = match self.parsed("HEAD^{commit}")? {
            Some(commit) => Revision { name: "HEAD".to_owned(), commit },
            None => bail!("nothing is committed yet, so that there is nothing to compare with"),
        };
        for name in DEFAULT_BRANCHES {
            if let Some(commit) = self.parsed(&format!("{name}^{{commit}}"))? {
                // `origin/HEAD` stands for the branch that the remote calls its own.
                let full = text(&self.git(&["rev-parse", "--abbrev-ref", name])?);
                let name = if full.is_empty() { name.to_owned() } else { full };
                return self.common(&Revision { name, commit }, &head);
            }
        }
        if self.is_shallow()? {
            bail!(
                "the clone is shallow and has no default branch to compare with; fetch it, or say with which revision: \
                 `rutter diff REV`"
            );
        }
        Ok(head)
    }

    /// The last commit that two revisions have in common.
    fn common(&self, branch: &Revision, other: &Revision) -> anyhow::Result<Revision> {
        let output = self.git(&["merge-base", &branch.commit, &other.commit])?;
        let commit = text(&output);
        if output.status.success() && !commit.is_empty() {
            let name = match commit == branch.commit {
                true => branch.name.clone(),
                false => format!("the base of {} and {}", branch.name, other.name),
            };
            return Ok(Revision { name, commit });
        }
        let hint = match self.is_shallow()? {
            true => "the clone is shallow: fetch more of its history (`fetch-depth: 0` on GitHub)",
            false => {
                "their histories have nothing in common; say with which revision to compare: `rutter diff REV`"
            }
        };
        bail!("no commit is both in {} and in {}; {hint}", branch.named(), other.named())
    }

    fn is_shallow(&self) -> anyhow::Result<bool> {
        Ok(text(&self.git(&["rev-parse", "--is-shallow-repository"])?) == "true")
    }

    /// The hash that an expression stands for, if it stands for any.
    fn parsed(&self, expression: &str) -> anyhow::Result<Option<String>> {
        let output = self.git(&["rev-parse", "--verify", "--quiet", "--end-of-options", expression])?;
        Ok(output.status.success().then(|| text(&output)))
    }

    #[expect(clippy::disallowed_methods, reason = "what was committed is git's to tell")]
    fn git(&self, args: &[&str]) -> anyhow::Result<Output> {
        let started = Command::new("git").current_dir(&self.folder).env("LC_ALL", "C").args(args).output();
        started.map_err(|error| match error.kind() {
            ErrorKind::NotFound => anyhow!("the program `git` is not installed, or not in PATH"),
            _ => anyhow!(error).context("the program `git` could not be started"),
        })
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A side of a range that is left out is what was committed last.
fn or_head(name: &str) -> &str {
    if name.is_empty() { "HEAD" } else { name }
}

/// What git said of a failure, in one line.
fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim().trim_start_matches("fatal: ");
    said.lines().next().unwrap_or_default().to_owned()
}
