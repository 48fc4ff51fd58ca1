//! Where things are: the apps of a workspace, their settings, their files, and the way back to the disk.
//!
//! A command of Rutter goes through this crate in one direction:
//!
//! 1. [`Workspace::discover`] reads `rutter.toml` (or looks around without one) and names the apps.
//! 2. [`app_files`] lists the files of one app, which is all that the route tree needs.
//! 3. [`Output`] compares the files that were planned with those on the disk, and [`Changes::apply`] writes what
//!    differs.
//!
//! Everything goes through [`System`], the only way to the disk in the whole of Rutter, so that each step works the
//! same on a disk, on a test's memory and on an editor's unsaved text. What is wrong with the user's files comes
//! back as [`Diagnostic`]s; errors are for what keeps a step from running at all.
//!
//! The crate knows no JavaScript and no command line, and it prints nothing.

mod app;
pub mod config;
mod diagnostic;
mod discover;
mod ignores;
mod next_version;
pub mod output;
mod package;
mod system;
mod walk;

pub use app::{App, NEXT_CONFIG_FILES};
pub use config::{
    CheckSettings, CheckTable, ImportExtension, NextSettings, Responses, RuleLevel, RustOptions, Settings,
    Validators,
};
pub use diagnostic::{Diagnostic, Fix, Location, Related, Severity};
pub use discover::{DiscoverError, SelectError, Workspace};
pub use ignores::Ignores;
pub use next_version::next_version;
pub use output::{Applied, Changes, GENERATED_MARK, Output, OutputError, PlannedFile, Replaces};
pub use system::{
    DirEntry, FileKind, Listing, MemorySystem, Operation, OsSystem, RememberingSystem, System, SystemError,
};
pub use walk::app_files;
