//! Ids and the arenas they point into.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// An index into one of the arenas of [`super::Facts`].
pub trait Id: Copy + Eq {
    /// The id of the `index`-th entry.
    fn new(index: usize) -> Self;
    /// The index behind the id.
    fn index(self) -> usize;
}

/// Declares ids of four bytes, which an `Option` does not add to. An arena holds fewer than 2^32 entries: a file of
/// more than 4 GB is never read.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(std::num::NonZeroU32);

        impl $crate::facts::Id for $name {
            fn new(index: usize) -> Self {
                Self(std::num::NonZeroU32::MIN.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
            }
            fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }
    )*};
}
pub(crate) use ids;

/// Entries of one kind, each named by the id it was given when it was added.
#[derive(Debug, Clone)]
pub struct Arena<I, T> {
    entries: Vec<T>,
    id: PhantomData<I>,
}

impl<I: Id, T> Arena<I, T> {
    pub(crate) fn push(&mut self, entry: T) -> I {
        self.entries.push(entry);
        I::new(self.entries.len() - 1)
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries in the order in which they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.entries.iter()
    }

    /// The entries with their ids, in the order in which they were added.
    pub fn iter_ids(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.entries.iter().enumerate().map(|(index, entry)| (I::new(index), entry))
    }
}

impl<I, T> Default for Arena<I, T> {
    fn default() -> Self {
        Self { entries: Vec::new(), id: PhantomData }
    }
}

impl<I: Id, T> Index<I> for Arena<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.entries[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Arena<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.entries[id.index()]
    }
}

impl<'a, I: Id, T> IntoIterator for &'a Arena<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A run of entries in one of the pools of [`super::Facts`]: eight bytes instead of a vector of its own. Read it
/// through `facts[list]`.
#[derive(Debug)]
pub struct List<T> {
    pub(crate) start: u32,
    pub(crate) len: u32,
    entry: PhantomData<fn() -> T>,
}

impl<T> List<T> {
    pub(crate) fn of_pool(pool: &mut Vec<T>, entries: impl IntoIterator<Item = T>) -> Self {
        let start = pool.len();
        pool.extend(entries);
        let len = pool.len() - start;
        Self {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            len: u32::try_from(len).unwrap_or(0),
            entry: PhantomData,
        }
    }

    /// The list of all that was collected since `start`.
    pub(crate) fn of_open(pool: &mut Vec<T>, open: &mut Vec<T>, start: usize) -> Self {
        Self::of_pool(pool, open.drain(start..))
    }

    /// How many entries the list has.
    #[must_use]
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether the list has no entry.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..(self.start + self.len) as usize
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<T> {}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { start: 0, len: 0, entry: PhantomData }
    }
}
