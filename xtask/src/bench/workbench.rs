//! The folder that is measured in, `target/bench`, and the programs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::measure::{Samples, Subject, by_turns, once};
use super::tree::Files;
use crate::{packages, shell};

/// Where everything lies that is measured.
pub(crate) struct Workbench {
    folder: PathBuf,
    rutter: PathBuf,
    runs: u32,
}

/// What `create-next-app` writes, without a path alias.
const TSCONFIG: &str = r#"{
  "compilerOptions": {
    "target": "ES2022",
    "lib": ["dom", "dom.iterable", "esnext"],
    "allowJs": true,
    "skipLibCheck": true,
    "strict": true,
    "noEmit": true,
    "esModuleInterop": true,
    "module": "esnext",
    "moduleResolution": "bundler",
    "resolveJsonModule": true,
    "isolatedModules": true,
    "jsx": "react-jsx",
    "plugins": [{ "name": "next" }]
  },
  "include": ["next-env.d.ts", "**/*.ts", "**/*.tsx", ".next/types/**/*.ts"],
  "exclude": ["node_modules"]
}
"#;

const NEXT_ENV: &str = r#"/// <reference types="next" />
/// <reference types="next/image-types/global" />

// NOTE: This file should not be edited
"#;

impl Workbench {
    /// Installs Next and TypeScript where they are not installed yet, and builds Rutter as it is released.
    pub(crate) fn prepare(runs: u32) -> Result<Self> {
        shell::check_node()?;
        eprintln!("building rutter");
        let rutter = shell::build_rutter(true)?;
        let folder = shell::target_dir()?.join("bench");
        install(&folder, "")?;
        Ok(Self { folder, rutter, runs })
    }

    /// Installs the packages of a folder of `xtask/bench` in one of the same name.
    pub(crate) fn install(&self, name: &str) -> Result<()> {
        install(&self.folder.join(name), name)
    }

    /// Writes a project anew: these files, and those that every project of Next has.
    pub(crate) fn project(&self, name: &str, files: &Files) -> Result<PathBuf> {
        let project = self.folder.join(name);
        remove(&project)?;
        let manifest = fs::read_to_string(self.folder.join("package.json"))?;
        let common =
            [("package.json", manifest.as_str()), ("tsconfig.json", TSCONFIG), ("next-env.d.ts", NEXT_ENV)];
        for (path, text) in common {
            write(&project.join(path), text)?;
        }
        for (path, text) in files {
            write(&project.join(path), text)?;
        }
        Ok(project)
    }

    /// Measures subjects by turns.
    pub(crate) fn measure(&self, subjects: &[Subject<'_>]) -> Result<Vec<Samples>> {
        by_turns(subjects, self.runs, &self.log())
    }

    /// Measures one run of one subject.
    pub(crate) fn measure_once(&self, subject: &Subject<'_>) -> Result<Samples> {
        once(subject, &self.log())
    }

    /// `rutter generate` in a project.
    pub(crate) fn rutter(&self, project: &Path) -> Command {
        let mut command = Command::new(&self.rutter);
        command.arg("generate").current_dir(project);
        command
    }

    /// `next typegen` in a project, started without the detour through `npx`.
    pub(crate) fn typegen(&self, project: &Path) -> Command {
        self.script("node_modules/next/dist/bin/next", &["typegen"], project)
    }

    /// `tsc` in a project. Next may have switched on `incremental` in its tsconfig.
    pub(crate) fn tsc(&self, project: &Path) -> Command {
        self.script("node_modules/typescript/bin/tsc", &["--noEmit", "--incremental", "false"], project)
    }

    /// `rutter check` in a folder.
    pub(crate) fn check(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.rutter);
        command.args(["check", "--format", "json"]).current_dir(folder);
        command
    }

    /// `rutter crossings` in a folder.
    pub(crate) fn crossings(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.rutter);
        command.args(["crossings", "--format", "json"]).current_dir(folder);
        command
    }

    /// Oxlint in a folder, with no rule but `import/no-cycle`: it parses every file and connects them.
    pub(crate) fn oxlint(&self, folder: &Path) -> Command {
        let mut command = self.script("node_modules/oxlint/bin/oxlint", &["--silent"], folder);
        command.arg("--disable-nested-config").arg("--config").arg(config("no-cycle.oxlint.json"));
        command
    }

    /// Biome in a folder, with its rules for Next and React only.
    pub(crate) fn biome(&self, folder: &Path) -> Command {
        let mut command = self.script("node_modules/@biomejs/biome/bin/biome", &["lint"], folder);
        command.arg("--config-path").arg(config("next-react.biome.json"));
        command
    }

    /// A file for what a program writes or reads beside the projects.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Where the output of the last run is.
    fn log(&self) -> PathBuf {
        self.folder.join("last-run.log")
    }

    /// A script of a package, in a project.
    pub(crate) fn script(&self, path: &str, args: &[&str], project: &Path) -> Command {
        let mut command = shell::node();
        command.arg(self.folder.join(path)).args(args).current_dir(project);
        command.env("NEXT_TELEMETRY_DISABLED", "1");
        command
    }
}

fn install(folder: &Path, name: &str) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for file in ["package.json", packages::LOCK_FILE] {
        let source = shell::root().join("xtask/bench").join(name).join(file);
        fs::copy(&source, folder.join(file))
            .with_context(|| format!("{} cannot be copied", source.display()))?;
    }
    packages::install(folder)?;
    Ok(())
}

/// The settings that another linter is measured with.
fn config(name: &str) -> PathBuf {
    shell::root().join("xtask/bench").join(name)
}

/// Writes a file of a project, and the folders on the way.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .with_context(|| format!("{} cannot be written", path.display()))
}

/// Removes a folder, if it is there.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).with_context(|| format!("{} cannot be removed", folder.display()))
}
