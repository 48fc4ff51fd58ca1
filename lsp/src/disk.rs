//! Changes on the disk, for clients that do not tell of them.
//!
//! A thread watches every folder of the client's workspaces in which files are written by people: not what git ignores, and
//! not `node_modules`. It sleeps until the system wakes it. It begins when the first answer is given, which is more urgent,
//! and tells then what has changed since the start.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use camino::{Utf8Path, Utf8PathBuf};
use crossbeam_channel::{Receiver, Sender, at, bounded, never, select, unbounded};
use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use rutter_project::{FileKind, Ignores, Listing, System, Workspace};

use crate::inputs::Change;
use crate::server::Event;

/// How long nothing has to change until what has is told.
const QUIET: Duration = Duration::from_millis(50);
/// How long the first answer is waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// How far the times of files may lie behind the clock.
const GRAIN: Duration = Duration::from_secs(2);
/// How many changes are told one by one. A checkout of more means that anything may have changed.
const MOST: usize = 20_000;

/// What is known of the disk.
#[derive(Debug)]
pub(crate) enum DiskEvent {
    /// These paths have changed.
    Changed(BTreeMap<Utf8PathBuf, Change>),
    /// Anything may have changed.
    Lost,
    /// Changes are not noticed from now on, for a reason.
    Unwatched(String),
}

/// The thread. It ends when this is gone.
#[derive(Debug)]
pub(crate) struct DiskWatcher {
    folders: Sender<Vec<Utf8PathBuf>>,
    /// Closed when it may begin.
    wait: Option<Sender<Infallible>>,
}

impl DiskWatcher {
    /// Watches some folders and tells the loop what changes there.
    pub(crate) fn start(system: Arc<dyn System>, events: Sender<Event>) -> Self {
        let (sender, folders) = unbounded();
        let (wait, begin) = bounded(0);
        let since = SystemTime::now() - GRAIN;
        let run = move || {
            // Nothing is ever sent: the sender goes when it may begin.
            let _ = begin.recv_timeout(LONGEST_WAIT);
            let tell = |event| drop(events.send(Event::Disk(event)));
            let (raw, changes) = unbounded();
            // The thread that waits for changes ends first.
            let handler = move |change| drop(raw.send(change));
            match notify::recommended_watcher(handler) {
                Ok(watcher) => Watching::new(&*system, watcher, &tell, since).run(&folders, &changes),
                Err(error) => tell(DiskEvent::Unwatched(error.to_string())),
            }
        };
        // Without a thread it is as if nothing could be watched: documents that are saved are looked at.
        let _ = thread::Builder::new().name("rutter-disk".to_owned()).spawn(run);
        Self { folders: sender, wait: Some(wait) }
    }

    /// The first answer is given.
    pub(crate) fn begin(&mut self) {
        self.wait = None;
    }

    /// Watches these folders from now on.
    pub(crate) fn watch(&self, folders: Vec<Utf8PathBuf>) {
        // The thread is gone if nothing can be watched.
        let _ = self.folders.send(folders);
    }
}

struct Watching<'a> {
    system: &'a dyn System,
    watcher: RecommendedWatcher,
    tell: &'a dyn Fn(DiskEvent),
    folders: Vec<Utf8PathBuf>,
    watched: BTreeSet<Utf8PathBuf>,
    /// What is not told yet, and when it is.
    changed: BTreeMap<Utf8PathBuf, Change>,
    is_lost: bool,
    told_at: Option<Instant>,
    is_limited: bool,
    /// What has changed since then is told, as long as not all is watched.
    since: Option<SystemTime>,
}

impl<'a> Watching<'a> {
    fn new(
        system: &'a dyn System,
        watcher: RecommendedWatcher,
        tell: &'a dyn Fn(DiskEvent),
        since: SystemTime,
    ) -> Self {
        Self {
            system,
            watcher,
            tell,
            folders: Vec::new(),
            watched: BTreeSet::new(),
            changed: BTreeMap::new(),
            is_lost: false,
            told_at: None,
            is_limited: false,
            since: Some(since),
        }
    }

    fn run(
        mut self,
        folders: &Receiver<Vec<Utf8PathBuf>>,
        changes: &Receiver<notify::Result<notify::Event>>,
    ) {
        loop {
            let told = self.told_at.map_or_else(never, at);
            select! {
                recv(folders) -> folders => match folders {
                    Ok(folders) => {
                        self.folders = folders;
                        self.watch_all();
                    }
                    Err(_) => return,
                },
                recv(changes) -> change => match change {
                    Ok(change) => self.note(change),
                    Err(_) => return,
                },
                recv(told) -> _ => self.flush(),
            }
        }
    }

    /// Watches the folders as they are now.
    fn watch_all(&mut self) {
        let roots: BTreeSet<Utf8PathBuf> = self
            .folders
            .iter()
            .map(|folder| Workspace::discover(self.system, folder).map_or(folder.clone(), |found| found.root))
            .collect();
        let before = std::mem::take(&mut self.watched);
        for root in &roots {
            self.watch(root);
        }
        self.since = None;
        for gone in before.difference(&self.watched) {
            // It may be gone itself.
            let _ = self.watcher.unwatch(gone.as_std_path());
        }
    }

    /// Watches a folder and those in it.
    fn watch(&mut self, folder: &Utf8Path) {
        let mut folders = vec![(folder.to_owned(), Ignores::above(self.system, folder))];
        while let Some((folder, ignores)) = folders.pop() {
            if self.is_limited || !self.watch_one(&folder) {
                continue;
            }
            let Ok(listing) = self.system.read_dir(&folder) else { continue };
            self.note_newer(&folder, &listing);
            let ignores = ignores.inside(self.system, &folder, &listing);
            for entry in &listing.entries {
                let path = folder.join(&entry.name);
                if entry.kind == FileKind::Directory
                    && !is_hidden(&entry.name)
                    && !ignores.ignores(&path, true)
                {
                    folders.push((path, ignores.clone()));
                }
            }
        }
    }

    /// Notes what has changed in a folder before it was watched. What was deleted has changed the folder itself.
    fn note_newer(&mut self, folder: &Utf8Path, listing: &Listing) {
        let Some(since) = self.since else { return };
        let files = listing.entries.iter().filter(|entry| entry.kind == FileKind::File);
        let paths = files.map(|entry| folder.join(&entry.name)).chain([folder.to_owned()]);
        for path in paths {
            if self.system.modified(&path).is_some_and(|modified| modified >= since) {
                self.changed.insert(path, Change::Existence);
                self.soon();
            }
        }
    }

    /// Whether a folder is watched.
    fn watch_one(&mut self, folder: &Utf8Path) -> bool {
        if self.watched.contains(folder) {
            return false;
        }
        match self.watcher.watch(folder.as_std_path(), RecursiveMode::NonRecursive) {
            Ok(()) => self.watched.insert(folder.to_owned()),
            Err(error) => {
                if matches!(error.kind, ErrorKind::MaxFilesWatch) {
                    self.is_limited = true;
                    let reason = "the system watches no more folders (`fs.inotify.max_user_watches`)";
                    (self.tell)(DiskEvent::Unwatched(reason.to_owned()));
                }
                // Otherwise the folder is gone, or may not be read.
                false
            }
        }
    }

    fn note(&mut self, event: notify::Result<notify::Event>) {
        let Ok(event) = event else {
            self.is_lost = true;
            return self.soon();
        };
        self.is_lost |= event.need_rescan();
        let change = match event.kind {
            EventKind::Access(_) => return,
            EventKind::Modify(ModifyKind::Metadata(kind)) if kind != MetadataKind::WriteTime => return,
            EventKind::Modify(ModifyKind::Data(_)) => Change::Text,
            _ => Change::Existence,
        };
        for path in event.paths {
            self.note_path(path, change);
        }
        self.soon();
    }

    fn note_path(&mut self, path: PathBuf, change: Change) {
        // No name that is not UTF-8 is a module's.
        let Ok(path) = Utf8PathBuf::from_path_buf(path) else { return };
        let name = path.file_name().unwrap_or_default();
        if is_hidden(name) && ![".gitignore", ".babelrc"].contains(&name) {
            return;
        }
        if change == Change::Existence {
            // A folder that was moved is still watched, under a name that it no longer has.
            let inside: Vec<Utf8PathBuf> =
                self.watched.range(path.clone()..).take_while(|it| it.starts_with(&path)).cloned().collect();
            for folder in inside {
                let _ = self.watcher.unwatch(folder.as_std_path());
                self.watched.remove(&folder);
            }
            if matches!(self.system.link_kind(&path), Ok(FileKind::Directory))
                && !Ignores::above(self.system, &path).ignores(&path, true)
            {
                // From here on nothing in it is missed, and the folder itself is told after that.
                self.watch(&path);
            }
        }
        let known = self.changed.entry(path).or_insert(change);
        if change == Change::Existence {
            *known = change;
        }
    }

    fn soon(&mut self) {
        self.told_at = Some(Instant::now() + QUIET);
    }

    fn flush(&mut self) {
        self.told_at = None;
        let changed = std::mem::take(&mut self.changed);
        let decides = |path: &Utf8PathBuf| {
            [".gitignore", "rutter.toml"].contains(&path.file_name().unwrap_or_default())
        };
        if changed.keys().any(decides) {
            self.watch_all();
        }
        if std::mem::take(&mut self.is_lost) || changed.len() > MOST {
            (self.tell)(DiskEvent::Lost);
        } else if !changed.is_empty() {
            (self.tell)(DiskEvent::Changed(changed));
        }
    }
}

/// Whether a name is one of those in which nobody writes modules.
fn is_hidden(name: &str) -> bool {
    name == "node_modules" || (name.starts_with('.') && name != ".well-known")
}
