//! The identifiers and strings of one file, each kept once.

use std::hash::Hasher;
use std::ops::Range;

use hashbrown::HashTable;
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
    by_text: HashTable<Name>,
    /// By name. A copy has none, because nothing is added to it.
    hashes: Vec<u64>,
}

/// How many names a table has room for that is kept for the next file.
const LARGEST_TABLE_KEPT: usize = 448;

impl Names {
    pub(crate) fn add(&mut self, text: &str) -> Name {
        let Self { texts, ends, by_text, hashes } = self;
        let same = |name: &Name| texts.as_bytes()[range(ends, *name)] == *text.as_bytes();
        let hash = hash(text);
        if let Some(name) = by_text.find(hash, same) {
            return *name;
        }
        let name = Name::new(ends.len());
        texts.push_str(text);
        ends.push(u32::try_from(texts.len()).unwrap_or(u32::MAX));
        hashes.push(hash);
        by_text.insert_unique(hash, name, |name| hashes[name.index()]);
        name
    }

    pub(crate) fn clear(&mut self) {
        let Self { texts, ends, by_text, hashes } = self;
        hashes.clear();
        texts.clear();
        ends.clear();
        // The names of most files fit in a small table, which stays close at hand. To clear a large one would take longer than
        // to read such a file.
        if by_text.capacity() > LARGEST_TABLE_KEPT {
            *by_text = HashTable::with_capacity(LARGEST_TABLE_KEPT);
        } else {
            by_text.clear();
        }
    }

    /// The text of a name of this file.
    #[must_use]
    pub fn text(&self, name: Name) -> &str {
        text_of(&self.texts, &self.ends, name)
    }

    /// The name of a text, if the file has it anywhere: the cheap way to see that a file is of no interest.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Name> {
        let same = |name: &Name| self.texts.as_bytes()[range(&self.ends, *name)] == *text.as_bytes();
        self.by_text.find(hash(text), same).copied()
    }
}

impl Clone for Names {
    /// The copy has no room to spare, however much of it the original has.
    fn clone(&self) -> Self {
        let Self { texts, ends, by_text: _, hashes } = self;
        let hash_of = |name: &Name| match hashes.get(name.index()) {
            Some(hash) => *hash,
            None => hash(text_of(texts, ends, *name)),
        };
        let mut by_text = HashTable::with_capacity(ends.len());
        for name in (0..ends.len()).map(Name::new) {
            by_text.insert_unique(hash_of(&name), name, hash_of);
        }
        Self { texts: texts.clone(), ends: ends.clone(), by_text, hashes: Vec::new() }
    }
}

fn text_of<'t>(texts: &'t str, ends: &[u32], name: Name) -> &'t str {
    &texts[range(ends, name)]
}

/// The bytes that a text takes up among all.
fn range(ends: &[u32], name: Name) -> Range<usize> {
    let start = name.index().checked_sub(1).map_or(0, |before| ends[before]);
    start as usize..ends[name.index()] as usize
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}
