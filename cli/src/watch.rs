//! `rutter generate --watch`: generate again whenever something that decides the output changes.
//!
//! The folders to watch follow from the apps as they are now, and they are worked out again after every run, so a
//! router folder may appear, vanish or be renamed at any time: its parent is watched as well, without what lies below.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use notify::{RecursiveMode, Watcher};
use notify_debouncer_full::{DebounceEventResult, new_debouncer};
use rutter_project::{System, Workspace};

use crate::args::GenerateArgs;
use crate::commands::generate;
use crate::contract::{Side, Sources};
use crate::session::{Outcome, Session};

/// A burst of saves counts as one change.
const QUIET: Duration = Duration::from_millis(60);
/// How often folders that could not be watched are tried again.
const RETRY: Duration = Duration::from_secs(2);

/// Generates, and goes on until the process is ended.
pub(crate) fn run(session: &mut Session<'_>, args: &GenerateArgs) -> anyhow::Result<Outcome> {
    let (sender, events) = channel();
    let mut debouncer = new_debouncer(QUIET, None, move |result: DebounceEventResult| {
        // The receiver is gone only when the process ends.
        let _ = sender.send(result);
    })?;
    session.say("watching for changes; end with Ctrl-C\n")?;
    let (mut watched, mut told) = (BTreeMap::new(), None);
    // What is known of the Rust side, which takes long to find out, and what it is made of.
    let (mut known, mut sources) = (None::<Side>, Sources::default());
    loop {
        let workspace = session.workspace();
        // The folders are watched before they are read, so that no change falls between.
        let wanted = match &workspace {
            Ok(workspace) => wanted(&*session.system, workspace, &sources),
            Err(_) => {
                BTreeMap::from([(session.cwd.clone().into_std_path_buf(), RecursiveMode::NonRecursive)])
            }
        };
        let complete = rewatch(&mut debouncer, &mut watched, &wanted);
        let result = workspace
            .and_then(|workspace| generate::again(session, &workspace, args.no_cargo, &mut told, &mut known));
        // What goes wrong, on a full disk for example, is told and tried again at the next change.
        if let Err(error) = result {
            session.say(&format!("error: {error:#}\n"))?;
            told = None;
        }
        let built_of = known.as_ref().map(|side| &side.sources).filter(|it| **it != Sources::default());
        if let Some(built_of) = built_of.filter(|it| **it != sources) {
            // They were not watched while they were read, so they are read once more.
            sources.clone_from(built_of);
            known = None;
            continue;
        }
        if wait(&events, complete, &sources)? {
            known = None;
        }
    }
}

/// Waits for a change, or until it is time to try the folders again that could not be watched. Whether the Rust side may have
/// changed.
fn wait(events: &Receiver<DebounceEventResult>, complete: bool, sources: &Sources) -> anyhow::Result<bool> {
    loop {
        let result = if complete {
            events.recv()?
        } else {
            match events.recv_timeout(RETRY) {
                Ok(result) => result,
                Err(RecvTimeoutError::Timeout) => return Ok(false),
                Err(error @ RecvTimeoutError::Disconnected) => return Err(error.into()),
            }
        };
        // Errors of the watcher, such as an overflow, mean that something may have been missed.
        let Ok(changes) = result else { return Ok(true) };
        let reads_only = |event: &notify_debouncer_full::DebouncedEvent| event.kind.is_access();
        let own =
            |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".rutter-"));
        let mut changed = changes
            .iter()
            .filter(|event| !reads_only(event))
            .flat_map(|event| &event.paths)
            .filter(|path| !own(path))
            .peekable();
        if changed.peek().is_some() {
            return Ok(changed.any(|path| sources.concern(path)));
        }
    }
}

/// The folders that decide the output.
fn wanted(system: &dyn System, workspace: &Workspace, sources: &Sources) -> BTreeMap<PathBuf, RecursiveMode> {
    let mut folders = BTreeMap::new();
    let mut add = |path: Utf8PathBuf, mode| {
        if system.is_dir(&path) {
            folders.insert(path.into_std_path_buf(), mode);
        }
    };
    add(workspace.root.clone(), RecursiveMode::NonRecursive);
    for app in &workspace.apps {
        add(app.dir.clone(), RecursiveMode::NonRecursive);
        add(app.dir.join("src"), RecursiveMode::NonRecursive);
        for router in ["app", "pages", "src/app", "src/pages", "public"] {
            add(app.dir.join(Utf8Path::new(router)), RecursiveMode::Recursive);
        }
    }
    sources.manifests.iter().for_each(|folder| add(folder.clone(), RecursiveMode::NonRecursive));
    sources.code.iter().for_each(|folder| add(folder.clone(), RecursiveMode::Recursive));
    folders
}

/// Makes the watched folders those that are wanted. False if some folder could not be watched.
fn rewatch<C: notify_debouncer_full::FileIdCache>(
    debouncer: &mut notify_debouncer_full::Debouncer<impl Watcher, C>,
    watched: &mut BTreeMap<PathBuf, RecursiveMode>,
    wanted: &BTreeMap<PathBuf, RecursiveMode>,
) -> bool {
    for path in watched.keys().filter(|path| !wanted.contains_key(*path)) {
        // The folder may be gone, and its watch with it.
        let _ = debouncer.unwatch(path);
    }
    watched.retain(|path, _| wanted.contains_key(path));
    let mut complete = true;
    for (path, mode) in wanted {
        // A folder that vanished and came back has lost its watch without a word, so each is watched anew.
        let _ = debouncer.unwatch(path);
        match debouncer.watch(path, *mode) {
            Ok(()) => drop(watched.insert(path.clone(), *mode)),
            Err(_) => complete = false,
        }
    }
    complete
}
