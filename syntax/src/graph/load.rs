//! Reading the modules of an app, wave by wave.
//!
//! The first wave are the files of the app. What they import from elsewhere in the workspace is the next, and so on.
//! Each wave is read in parallel, then resolved in parallel. Nothing depends on the order in which threads finish:
//! a module has its id only when all are known, by its path.
//!
//! Where only the server is of interest, the first wave are the entries of the server, and a `'use client'` file is as
//! far as a wave gets. The files that are left then have only their texts looked at; those that are actions begin once
//! more.

use std::sync::Arc;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use rutter_project::System;

use super::glance::Glance;
use super::module::{ModuleOrigin, Source};
use super::path::RealPath;
use super::resolve::Resolver;
use super::target::{Answer, BySide, Side};
use crate::facts::{Directive, Facts, Request, RequestId};

/// A module of the app or its workspace.
pub(super) struct Loaded {
    pub(super) path: RealPath,
    pub(super) content: Content,
    /// What each of its requests means on either side. None for those that nobody has followed.
    pub(super) answers: Option<Vec<BySide<Answer>>>,
}

/// What is known of a file.
pub(super) enum Content {
    Read(Arc<Source>),
    Glanced(Glance),
}

/// Which modules are read.
pub(super) enum Extent {
    All,
    /// Those that run on the server, where these are the entries.
    Server(Vec<RealPath>),
}

impl Loaded {
    /// What was read of it, if it was.
    pub(super) fn source(&self) -> Option<&Arc<Source>> {
        match &self.content {
            Content::Read(source) => Some(source),
            Content::Glanced(_) => None,
        }
    }

    /// What its requests are known to mean.
    pub(super) fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.answers.iter().flatten().flatten().flatten()
    }

    /// Takes files that were deleted since they were found for missing.
    pub(super) fn forget(&mut self, gone: &[Self]) {
        for answer in self.answers.iter_mut().flatten().flatten().flatten() {
            if matches!(answer, Answer::File(path) if gone.iter().any(|gone| gone.path == *path)) {
                *answer = Answer::Missing;
            }
        }
    }
}

/// How long reading and resolving took, of wall time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Took {
    pub(super) read: Duration,
    pub(super) resolve: Duration,
}

/// Reads `files` and every module of the workspace that they reach, or those of them that `extent` asks for. The answer
/// is sorted by path.
pub(super) fn load(
    system: &dyn System,
    resolver: &Resolver,
    app: &Utf8Path,
    files: &[RealPath],
    extent: Extent,
    kept: FxHashMap<RealPath, Arc<Source>>,
) -> (Vec<Loaded>, Took) {
    let mut waves = Waves {
        system,
        resolver,
        app,
        of_server: matches!(extent, Extent::Server(_)),
        kept,
        all: Vec::new(),
        known: FxHashSet::default(),
        took: Took::default(),
    };
    match extent {
        Extent::All => waves.follow(files.to_vec()),
        Extent::Server(entries) => {
            waves.follow(entries);
            let actions = waves.look_at(files);
            waves.follow(actions);
        }
    }
    // Each wave is sorted, and a stable sort merges what is.
    waves.all.sort_by(|a, b| a.path.cmp(&b.path));
    (waves.all, waves.took)
}

/// What is read wave by wave.
struct Waves<'a> {
    system: &'a dyn System,
    resolver: &'a Resolver,
    app: &'a Utf8Path,
    /// Whether they stay on the server.
    of_server: bool,
    kept: FxHashMap<RealPath, Arc<Source>>,
    all: Vec<Loaded>,
    known: FxHashSet<RealPath>,
    took: Took,
}

impl Waves<'_> {
    /// Reads files and what they reach.
    fn follow(&mut self, mut wave: Vec<RealPath>) {
        while !wave.is_empty() {
            let wave_kept: Vec<(RealPath, Option<Arc<Source>>)> =
                wave.into_iter().map(|path| (path.clone(), self.kept.remove(&path))).collect();
            let start = Instant::now();
            let read: Vec<Loaded> =
                wave_kept.into_par_iter().map(|(path, kept)| self.read(path, kept)).collect();
            self.took.read += start.elapsed();
            let start = Instant::now();
            let resolved: Vec<Loaded> = read.into_par_iter().map(|module| self.resolve(module)).collect();
            self.took.resolve += start.elapsed();
            self.known.extend(resolved.iter().map(|module| module.path.clone()));
            wave = resolved.iter().flat_map(|module| self.reached(module)).collect();
            wave.retain(|path| !self.known.contains(path));
            wave.sort_unstable();
            wave.dedup();
            self.all.extend(resolved);
        }
    }

    /// Looks at the texts of the files that were not reached. Those that are actions are left, to be followed.
    fn look_at(&mut self, files: &[RealPath]) -> Vec<RealPath> {
        let start = Instant::now();
        let unknown = files.par_iter().filter(|path| !self.known.contains(*path));
        let seen: Vec<_> =
            unknown.map(|path| (path.clone(), Source::look_at(self.system, path, Glance::of))).collect();
        let mut actions = Vec::new();
        for (path, content) in seen {
            match content {
                Content::Read(source) if is_of_server(&source.facts) => {
                    self.kept.insert(path.clone(), source);
                    actions.push(path);
                }
                content => self.all.push(Loaded { path, content, answers: None }),
            }
        }
        self.took.read += start.elapsed();
        actions
    }

    fn read(&self, path: RealPath, kept: Option<Arc<Source>>) -> Loaded {
        let content = match kept {
            Some(source) => Content::Read(source),
            None if self.of_server => {
                Source::look_at(self.system, &path, |text| Glance::of(text).filter(|it| it.is_client))
            }
            None => Content::Read(Arc::new(Source::read(self.system, &path))),
        };
        Loaded { path, content, answers: None }
    }

    /// Finds out what the requests of a module mean, if they are followed.
    fn resolve(&self, mut module: Loaded) -> Loaded {
        if let Content::Read(source) = &module.content
            && !(self.of_server && source.facts.has_directive("use client"))
        {
            let facts = &source.facts;
            module.answers = Some(match self.of_server {
                true => {
                    let left = &source.uses().requests;
                    let is_left = |request| left.binary_search(&request).is_ok();
                    resolve(self.resolver, &module.path, facts, &[Side::Server], is_left)
                }
                false => resolve(self.resolver, &module.path, facts, &Side::ALL, |_| true),
            });
        }
        module
    }

    /// The files of the app and of its workspace that a module leads to.
    fn reached(&self, module: &Loaded) -> Vec<RealPath> {
        let answers = module.answers.iter().flatten();
        let followed = answers
            .flat_map(|[server, browser]| [server.as_ref(), browser.as_ref().filter(|_| browser != server)]);
        let own = followed.flatten().filter_map(|answer| match answer {
            Answer::File(path) if ModuleOrigin::of(path, self.app) != ModuleOrigin::Package => {
                Some(path.clone())
            }
            _ => None,
        });
        own.collect()
    }
}

/// Whether a file is a part of the server by itself, whoever imports it.
fn is_of_server(facts: &Facts) -> bool {
    let is_cached = |directive: &Directive| facts[directive.text].starts_with("use cache");
    facts.has_directive("use server") || facts.directives.iter().any(is_cached)
}

/// What each request of a module means that `is_asked` for, at least on the sides that are.
pub(super) fn resolve(
    resolver: &Resolver,
    path: &Utf8Path,
    facts: &Facts,
    sides: &[Side],
    is_asked: impl Fn(RequestId) -> bool,
) -> Vec<BySide<Answer>> {
    if facts.requests.is_empty() {
        return Vec::new();
    }
    let folder = resolver.folder(path.parent().unwrap_or(path));
    let answer = |(id, request): (RequestId, &Request)| match is_asked(id) {
        true => resolver.resolve(&folder, &facts[request.specifier], request.kind, sides),
        false => BySide::default(),
    };
    facts.requests.iter_ids().map(answer).collect()
}
