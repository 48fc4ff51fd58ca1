//! The identifiers and strings of one file, each kept once.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::arena::{Id, ids};

ids! {
    /// An identifier or a string of one file. Two names of one file are equal if their texts are; names of different
    /// files are compared by their texts.
    Name,
}

/// The texts behind the [`Name`]s of a file: one text behind the other, and where each ends.
#[derive(Debug, Default)]
pub struct Names {
    texts: String,
    ends: Vec<u32>,
    by_text: Table,
    /// By name. A copy has none, because nothing is added to it.
    hashes: Vec<u32>,
}

/// Names by the hashes of their texts: each is in the first slot that was free from that of its hash on. The number of
/// slots is a power of two, or there is none, and at least a fifth of them is free.
#[derive(Debug, Clone, Default)]
struct Table(Vec<Slot>);

/// A name, or none, with the first seven bits of the hash of its text: most names that are not meant are told by those, without
/// a look at their texts. Only a file of some hundred megabytes has so many names that an index does not fit, and such a
/// file is never read.
#[derive(Debug, Clone, Copy, Default)]
struct Slot(u32);

impl Slot {
    const INDEX_BITS: u32 = 25;

    fn new(hash: u32, name: Name) -> Self {
        let number = u32::try_from(name.index() + 1).unwrap_or(0);
        Self(hash >> Self::INDEX_BITS << Self::INDEX_BITS | number)
    }

    fn is_free(self) -> bool {
        self.0 == 0
    }

    /// The name in it, if the text of that may have a hash.
    fn name_of(self, hash: u32) -> Option<Name> {
        let number = self.0 & ((1 << Self::INDEX_BITS) - 1);
        let index = (number as usize).checked_sub(1)?;
        ((self.0 ^ hash) >> Self::INDEX_BITS == 0).then(|| Name::new(index))
    }
}

/// How many slots a table has that is kept for the next file.
const SLOTS_KEPT: usize = 512;

impl Table {
    /// A table of the names that have these hashes, from the first on.
    fn of(hashes: &[u32], slots: usize) -> Self {
        let mut table = Self(vec![Slot::default(); slots]);
        for (index, hash) in hashes.iter().enumerate() {
            let slot = table.slot(*hash, |_| false);
            table.0[slot] = Slot::new(*hash, Name::new(index));
        }
        table
    }

    fn has_room_for(&self, names: usize) -> bool {
        names * 3 <= self.0.len() * 2
    }

    /// The slot of the name that `is_wanted` among those that may have a hash, or the one where it belongs.
    fn slot(&self, hash: u32, is_wanted: impl Fn(Name) -> bool) -> usize {
        let last = self.0.len() - 1;
        let mut slot = hash as usize & last;
        while !self.0[slot].is_free() && !self.0[slot].name_of(hash).is_some_and(&is_wanted) {
            slot = (slot + 1) & last;
        }
        slot
    }
}

impl Names {
    pub(crate) fn add(&mut self, text: &str) -> Name {
        let Self { texts, ends, by_text, hashes } = self;
        if !by_text.has_room_for(hashes.len() + 1) {
            *by_text = Table::of(hashes, (by_text.0.len() * 2).max(SLOTS_KEPT));
        }
        let hash = hash(text);
        let slot = by_text.slot(hash, |name| is_text(texts, ends, name, text));
        if let Some(name) = by_text.0[slot].name_of(hash) {
            return name;
        }
        let name = Name::new(ends.len());
        texts.push_str(text);
        ends.push(u32::try_from(texts.len()).unwrap_or(u32::MAX));
        hashes.push(hash);
        by_text.0[slot] = Slot::new(hash, name);
        name
    }

    pub(crate) fn clear(&mut self) {
        let Self { texts, ends, by_text, hashes } = self;
        hashes.clear();
        texts.clear();
        ends.clear();
        // The names of most files fit in a small table, which stays close at hand. To clear a large one would take longer than
        // to read such a file.
        by_text.0.truncate(SLOTS_KEPT);
        by_text.0.fill(Slot::default());
    }

    /// The text of a name of this file.
    #[must_use]
    pub fn text(&self, name: Name) -> &str {
        text_of(&self.texts, &self.ends, name)
    }

    /// The name of a text, if the file has it anywhere: the cheap way to see that a file is of no interest.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Name> {
        let by_text = &self.by_text;
        if by_text.0.is_empty() {
            return None;
        }
        let hash = hash(text);
        by_text.0[by_text.slot(hash, |name| is_text(&self.texts, &self.ends, name, text))].name_of(hash)
    }
}

impl Clone for Names {
    /// The copy has no room to spare, however much of it the original has.
    fn clone(&self) -> Self {
        let Self { texts, ends, by_text, hashes } = self;
        let is_copy = hashes.len() < ends.len();
        let by_text = match is_copy {
            true => by_text.clone(),
            false => Table::of(hashes, (hashes.len() + hashes.len() / 4 + 1).next_power_of_two()),
        };
        Self { texts: texts.clone(), ends: ends.clone(), by_text, hashes: Vec::new() }
    }
}

fn text_of<'t>(texts: &'t str, ends: &[u32], name: Name) -> &'t str {
    &texts[range(ends, name)]
}

/// Whether that is the text of a name. It compares bytes, which does not ask whether a text could be cut there.
fn is_text(texts: &str, ends: &[u32], name: Name, text: &str) -> bool {
    texts.as_bytes()[range(ends, name)] == *text.as_bytes()
}

/// The bytes that a text takes up among all.
fn range(ends: &[u32], name: Name) -> Range<usize> {
    let start = name.index().checked_sub(1).map_or(0, |before| ends[before]);
    start as usize..ends[name.index()] as usize
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is as good as the whole")]
fn hash(text: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish() as u32
}
