//! What a check looked at, and how long it took.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::words::count;

/// What a check looked at. The shape is public: tools build on it.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Stats {
    /// How many files of code were read, those of packages left out.
    pub(crate) files: usize,
    /// The size of their texts together.
    pub(crate) bytes: usize,
    pub(crate) modules: Modules,
    /// Milliseconds of wall time by phase, in the order of their names.
    pub(crate) milliseconds: BTreeMap<&'static str, f64>,
}

/// How many modules run where, those of packages that were followed among them. A module may run in several environments.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Modules {
    pub(crate) server: usize,
    pub(crate) client: usize,
    pub(crate) pages: usize,
    pub(crate) api: usize,
    /// How many modules of the app and its workspace no route reaches.
    pub(crate) unreached: usize,
}

/// Takes the time of one phase after the other.
pub(crate) struct Phases {
    start: Instant,
    last: Instant,
    took: BTreeMap<&'static str, Duration>,
}

impl Phases {
    pub(crate) fn start() -> Self {
        let now = Instant::now();
        Self { start: now, last: now, took: BTreeMap::new() }
    }

    /// What was done since the last phase ended was `phase`.
    pub(crate) fn end(&mut self, phase: &'static str) {
        let now = Instant::now();
        *self.took.entry(phase).or_default() += now - self.last;
        self.last = now;
    }

    /// Part of the time that was counted last was `phase` of its own.
    pub(crate) fn split(&mut self, from: &'static str, phase: &'static str, took: Duration) {
        let whole = self.took.entry(from).or_default();
        *whole = whole.saturating_sub(took);
        *self.took.entry(phase).or_default() += took;
    }

    /// The time since the start.
    pub(crate) fn total(&self) -> Duration {
        self.start.elapsed()
    }

    /// All phases and the `total`, in milliseconds.
    pub(crate) fn milliseconds(&self) -> BTreeMap<&'static str, f64> {
        let took = self.took.iter().map(|(phase, took)| (*phase, *took));
        took.chain([("total", self.total())]).map(|(phase, took)| (phase, rounded(took))).collect()
    }
}

impl Stats {
    /// The stats as text for people.
    pub(crate) fn text(&self) -> String {
        let Modules { server, client, pages, api, unreached } = self.modules;
        let mut text = format!("{}, {} bytes\n", count(self.files, "file"), self.bytes);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "modules: {server} on the server, {client} in the client, {pages} in pages and {api} in API routes of the Pages \
             Router, {unreached} unreached"
        );
        for (phase, milliseconds) in &self.milliseconds {
            let _ = writeln!(text, "{phase:>12} {milliseconds:>9.1} ms");
        }
        text
    }
}

fn rounded(took: Duration) -> f64 {
    (took.as_secs_f64() * 10_000.0).round() / 10.0
}
