//! Reading the modules of an app, wave by wave.
//!
//! The first wave are the files of the app. What they import from elsewhere in the workspace is the next, and so on.
//! Each wave is read in parallel, then resolved in parallel. Nothing depends on the order in which threads finish:
//! a module has its id only when all are known, by its path.

use std::sync::Arc;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use rutter_project::System;

use super::module::{ModuleOrigin, Source};
use super::path::RealPath;
use super::resolve::Resolver;
use super::target::Answer;
use crate::facts::{Facts, Request};

/// A module that was read.
pub(super) struct Loaded {
    pub(super) path: RealPath,
    pub(super) source: Arc<Source>,
    /// What each of its requests means on either side.
    pub(super) answers: Vec<[Answer; 2]>,
}

impl Loaded {
    /// Takes files that were deleted since they were found for missing.
    pub(super) fn forget(&mut self, gone: &[Self]) {
        for answer in self.answers.iter_mut().flatten() {
            if matches!(answer, Answer::File(path) if gone.iter().any(|gone| gone.path == *path)) {
                *answer = Answer::Missing;
            }
        }
    }
}

/// What is known of a file from before, and still holds.
pub(super) struct Kept {
    pub(super) source: Arc<Source>,
    /// None where what exists has changed.
    pub(super) answers: Option<Vec<[Answer; 2]>>,
}

/// How long reading and resolving took, of wall time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Took {
    pub(super) read: Duration,
    pub(super) resolve: Duration,
}

/// Reads `files` and every module of the workspace that they reach. The answer is sorted by path.
pub(super) fn load(
    system: &dyn System,
    resolver: &Resolver,
    app: &Utf8Path,
    files: &[RealPath],
    mut kept: FxHashMap<RealPath, Kept>,
) -> (Vec<Loaded>, Took) {
    let mut took = Took::default();
    let mut all: Vec<Loaded> = Vec::new();
    let mut known: FxHashSet<RealPath> = FxHashSet::default();
    let mut wave: Vec<RealPath> = files.to_vec();
    while !wave.is_empty() {
        let wave_kept: Vec<(RealPath, Option<Kept>)> =
            wave.into_iter().map(|path| (path.clone(), kept.remove(&path))).collect();
        let start = Instant::now();
        let read: Vec<_> = wave_kept
            .into_par_iter()
            .map(|(path, kept)| match kept {
                Some(kept) => (path, kept.source, kept.answers),
                None => {
                    let source = Arc::new(Source::read(system, &path));
                    (path, source, None)
                }
            })
            .collect();
        took.read += start.elapsed();
        let start = Instant::now();
        let resolved: Vec<Loaded> = read
            .into_par_iter()
            .map(|(path, source, answers)| {
                let answers = answers.unwrap_or_else(|| resolve(resolver, &path, &source.facts));
                Loaded { path, source, answers }
            })
            .collect();
        took.resolve += start.elapsed();
        let mut reached: Vec<RealPath> =
            resolved.iter().flat_map(|module| own(app, &module.answers)).collect();
        known.extend(resolved.iter().map(|module| module.path.clone()));
        all.extend(resolved);
        reached.retain(|path| !known.contains(path));
        reached.sort_unstable();
        reached.dedup();
        wave = reached;
    }
    // Each wave is sorted, and a stable sort merges what is.
    all.sort_by(|a, b| a.path.cmp(&b.path));
    (all, took)
}

/// What each request of a module means on either side.
pub(super) fn resolve(resolver: &Resolver, path: &Utf8Path, facts: &Facts) -> Vec<[Answer; 2]> {
    if facts.requests.is_empty() {
        return Vec::new();
    }
    let folder = resolver.folder(path.parent().unwrap_or(path));
    let answer = |request: &Request| resolver.resolve(&folder, &facts[request.specifier], request.kind);
    facts.requests.iter().map(answer).collect()
}

/// The files of the app and of its workspace among the answers.
fn own<'a>(app: &'a Utf8Path, answers: &'a [[Answer; 2]]) -> impl Iterator<Item = RealPath> + 'a {
    let once =
        |[server, browser]: &'a [Answer; 2]| [Some(server), Some(browser).filter(|_| browser != server)];
    answers.iter().flat_map(once).flatten().filter_map(|answer| match answer {
        Answer::File(path) if ModuleOrigin::of(path, app) != ModuleOrigin::Package => Some(path.clone()),
        _ => None,
    })
}
