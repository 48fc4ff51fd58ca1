//! Which changes on the disk the client is asked to tell.

use std::sync::Arc;

use lsp_types::{
    DidChangeWatchedFilesNotification, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher,
    Notification, Registration, RegistrationParams, RegistrationRequest,
};

use crate::disk::DiskWatcher;
use crate::server::Session;

/// What modules, routes and their configuration are made of. `**/*` would tell of every file that a build writes.
const PATTERNS: [&str; 3] = [
    "**/*.{ts,tsx,js,jsx,mjs,cjs,mts,cts,md,mdx,json,toml,prisma,yaml,rs,routes}",
    "**/{.babelrc,.gitignore}",
    "**/{app,pages,public}/**",
];

impl Session {
    /// Asks the client to tell of changes on the disk. If it cannot, they are watched here. What is in memory only does not
    /// change unless somebody says so.
    pub(crate) fn watch_files(&mut self) {
        if !self.client.capabilities.watches_files {
            if !self.inputs.disk().is_on_disk() {
                return;
            }
            let watcher = DiskWatcher::start(Arc::clone(self.inputs.disk()), self.sender.clone());
            watcher.watch(self.inputs.now().places.folders.clone());
            self.disk = Some(watcher);
            return;
        }
        let watcher =
            |pattern: &str| FileSystemWatcher { glob_pattern: pattern.to_owned().into(), kind: None };
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: PATTERNS.map(watcher).to_vec() };
        self.client.request::<RegistrationRequest>(RegistrationParams {
            registrations: vec![Registration {
                id: "files".to_owned(),
                method: DidChangeWatchedFilesNotification::METHOD.as_str().to_owned(),
                // Plain data, which always can be written.
                register_options: serde_json::to_value(options).ok(),
            }],
        });
    }
}
