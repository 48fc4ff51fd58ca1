//! Ids and the arenas they point into.

use std::marker::PhantomData;
use std::ops::{Deref, Index, IndexMut};
use std::sync::Arc;

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

/// How the lists of facts are held.
pub trait Hold: Default {
    /// A list.
    type List<T>: Deref<Target = [T]> + Default;
    /// What files without it share.
    type Rare<T: Default>: Deref<Target = T> + Default;
}

/// The file was read: each list has the size of what is in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kept;

/// The file is being read: the lists grow.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Growing;

impl Hold for Kept {
    type List<T> = Box<[T]>;
    type Rare<T: Default> = Arc<T>;
}

impl Hold for Growing {
    type List<T> = Vec<T>;
    type Rare<T: Default> = Box<T>;
}

/// Entries of one kind, each named by the id it was given when it was added.
pub struct Arena<I, T, H: Hold = Kept> {
    entries: H::List<T>,
    id: PhantomData<I>,
}

impl<I: Id, T, H: Hold> Arena<I, T, H> {
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

impl<I: Id, T: Copy> Arena<I, T, Growing> {
    pub(crate) fn push(&mut self, entry: T) -> I {
        self.entries.push(entry);
        I::new(self.entries.len() - 1)
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }

    pub(crate) fn keep(&self) -> Arena<I, T> {
        Arena { entries: self.entries.as_slice().into(), id: PhantomData }
    }
}

impl<I, T, H: Hold> Default for Arena<I, T, H> {
    fn default() -> Self {
        Self { entries: H::List::default(), id: PhantomData }
    }
}

impl<I: Id, T, H: Hold> Index<I> for Arena<I, T, H> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.entries[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Arena<I, T, Growing> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.entries[id.index()]
    }
}

impl<'a, I: Id, T, H: Hold> IntoIterator for &'a Arena<I, T, H> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// All lists of one kind, one behind the other.
pub(crate) struct Pool<T, H: Hold = Kept> {
    entries: H::List<T>,
    /// Where each list ends. An empty list is not among them.
    ends: H::List<u32>,
}

impl<T: Copy> Pool<T, Growing> {
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many entries all lists have together.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.ends.clear();
    }

    /// The entry at a place among those of all lists.
    pub(crate) fn entry_mut(&mut self, index: usize) -> &mut T {
        &mut self.entries[index]
    }

    pub(crate) fn keep(&self) -> Pool<T> {
        Pool { entries: self.entries.as_slice().into(), ends: self.ends.as_slice().into() }
    }
}

impl<T, H: Hold> Default for Pool<T, H> {
    fn default() -> Self {
        Self { entries: H::List::default(), ends: H::List::default() }
    }
}

impl<T, H: Hold> Index<List<T>> for Pool<T, H> {
    type Output = [T];
    fn index(&self, list: List<T>) -> &[T] {
        let Some(index) = list.number.checked_sub(1) else { return &[] };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.entries[start as usize..self.ends[index as usize] as usize]
    }
}

/// A list in one of the pools of [`super::Facts`]: four bytes instead of a vector of its own. Read it through
/// `facts[list]`.
#[derive(Debug)]
pub struct List<T> {
    /// Which list of its pool it is, from 1 on; 0 if it is empty.
    number: u32,
    entry: PhantomData<fn() -> T>,
}

impl<T> List<T> {
    pub(crate) fn of_pool(pool: &mut Pool<T, Growing>, entries: impl IntoIterator<Item = T>) -> Self {
        let start = pool.entries.len();
        pool.entries.extend(entries);
        if pool.entries.len() == start {
            return Self::default();
        }
        pool.ends.push(u32::try_from(pool.entries.len()).unwrap_or(u32::MAX));
        Self { number: u32::try_from(pool.ends.len()).unwrap_or(0), entry: PhantomData }
    }

    /// The list of all that was collected since `start`.
    pub(crate) fn of_open(pool: &mut Pool<T, Growing>, open: &mut Vec<T>, start: usize) -> Self {
        Self::of_pool(pool, open.drain(start..))
    }

    /// Whether the list has no entry.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.number == 0
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
        Self { number: 0, entry: PhantomData }
    }
}
