//! Which pages each URL shows, slot by slot (strict route matching, on by default since Next 16.4).
//!
//! A URL is shown by all pages that match it, one for each slot of each layout on the way. A slot without a matching
//! page needs a `default` file; a URL that leaves some slot with neither cannot be shown. A catch-all page of one slot
//! also fills its slot for the URLs of other pages (Next 16.4: `normalizeCatchAllRoutes`).

use std::collections::{BTreeMap, BTreeSet};

use crate::conventions::{Conventions, NextVersion};
use crate::entry::{Entry, EntryKind, is_slot};
use crate::interception::{Marker, is_interception};
use crate::pattern::raw_segments;

/// What a layout shows that lies in no slot.
pub(crate) const CHILDREN: &str = "children";

/// What the slots of an app's layouts make of its pages.
#[derive(Debug, Default)]
pub(crate) struct Parallel<'a> {
    /// The URLs that some layout cannot show, and for which Next refuses the app.
    pub(crate) gaps: Vec<Gap<'a>>,
    /// The URLs that are never shown: those of the gaps, and those of catch-alls that Next drops without a word.
    pub(crate) dropped: BTreeSet<&'a str>,
    /// The pages that no URL shows.
    pub(crate) unreachable: Vec<&'a Entry>,
    /// The slots of folders that have no layout to show them, by folder.
    pub(crate) without_layout: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Parallel<'a> {
    pub(crate) fn new(entries: &'a [Entry], conventions: &Conventions) -> Self {
        if conventions.next < NextVersion::V16 {
            return Self::default();
        }
        let (levels, without_layout) = Levels::new(entries);
        if levels.by_parent.is_empty() {
            return Self { without_layout, ..Self::default() };
        }
        let pages = entries.iter().filter(|entry| entry.kind == EntryKind::Page);
        let pages: Vec<Page<'_>> = pages.map(|entry| Page::new(entry, &levels)).collect();
        let mut matched = match_pages(&pages);
        if !conventions.strict_route_matching() {
            // Without strict matching only a named slot must have a default; `children` falls back to a 404.
            let mut gaps = levels.gaps(&matched, &pages);
            for gap in &mut gaps {
                gap.slots.retain(|slot| *slot != CHILDREN);
            }
            gaps.retain(|gap| !gap.slots.is_empty());
            return Self { gaps, without_layout, ..Self::default() };
        }
        let all: BTreeSet<&str> = matched.keys().copied().collect();
        matched.retain(|_, ids| !levels.starves_catch_all(ids, &pages));
        let gaps = levels.gaps(&matched, &pages);
        matched.retain(|_, ids| !levels.is_incomplete(ids, &pages));
        let dropped = all.into_iter().filter(|url| !matched.contains_key(url)).collect();
        let shown: BTreeSet<usize> = matched.into_values().flatten().collect();
        let hidden = pages.iter().enumerate().filter(|(id, _)| !shown.contains(id));
        let unreachable = hidden.map(|(_, page)| page.entry).collect();
        Self { gaps, dropped, unreachable, without_layout }
    }
}

struct Page<'a> {
    entry: &'a Entry,
    /// The folders, groups and slots included.
    path: Vec<&'a str>,
    /// The folders with slots that the page lies below, each with its depth.
    levels: Vec<(&'a str, usize)>,
}

/// The pages that show each URL, as indexes.
type Matched<'a> = BTreeMap<&'a str, Vec<usize>>;

/// A URL that some slots of a layout cannot show.
#[derive(Debug)]
pub(crate) struct Gap<'a> {
    /// The layout's folder.
    pub(crate) parent: &'a str,
    pub(crate) url: &'a str,
    /// The slots that have nothing, `children` or with their `@`.
    pub(crate) slots: Vec<&'a str>,
    /// The files of the pages that the other slots show.
    pub(crate) pages: Vec<&'a str>,
}

/// The layouts' folders that hold slots.
struct Levels<'a> {
    by_parent: BTreeMap<&'a str, Level<'a>>,
    /// The folders that have a `default` file.
    defaults: BTreeSet<&'a str>,
}

#[derive(Default)]
struct Level<'a> {
    slots: BTreeSet<&'a str>,
    /// Whether something is shown as `children` too.
    children: bool,
}

/// The pages of one URL on their way through one layout.
struct Pass<'a, 'b> {
    level: &'b Level<'a>,
    /// The slots that they fill.
    filled: BTreeSet<&'a str>,
    /// Their files.
    pages: Vec<&'a str>,
    /// One of them is shown by interception from above here, so the other slots keep what they show.
    retained: bool,
}

impl<'a, 'b> Pass<'a, 'b> {
    fn new(level: &'b Level<'a>) -> Self {
        Self { level, filled: BTreeSet::new(), pages: Vec::new(), retained: false }
    }
}

impl<'a> Page<'a> {
    fn new(entry: &'a Entry, levels: &Levels<'a>) -> Self {
        let place = entry.place.as_str();
        let folders = folders(place).map(|(parent, _)| parent).chain([place]).zip(0..);
        Self {
            entry,
            path: raw_segments(place).collect(),
            levels: folders.filter(|(folder, _)| levels.by_parent.contains_key(folder)).collect(),
        }
    }

    fn is_catch_all(&self) -> bool {
        self.entry.place.contains("[...")
    }

    fn slots(&self) -> impl Iterator<Item = &&'a str> {
        self.path.iter().filter(|segment| is_slot(segment))
    }

    /// The number of folders above the interception marker.
    fn marker_depth(&self) -> Option<usize> {
        self.path.iter().position(|segment| Marker::of_segment(segment).is_some())
    }

    /// Whether the slots beside it in the layout `depth` folders deep keep what they show.
    fn retains(&self, depth: usize) -> bool {
        self.marker_depth().is_some_and(|marker| depth <= marker)
    }
}

impl<'a> Levels<'a> {
    /// The levels of the folders that have a layout, and the slots of those that have none.
    fn new(entries: &'a [Entry]) -> (Self, BTreeMap<&'a str, BTreeSet<&'a str>>) {
        let places =
            |kind| entries.iter().filter(move |entry| entry.kind == kind).map(|entry| entry.place.as_str());
        let relevant = || places(EntryKind::Page).chain(places(EntryKind::Default));
        let mut by_parent: BTreeMap<&str, Level<'_>> = BTreeMap::new();
        for place in relevant() {
            for (parent, segment) in folders(place).filter(|(_, segment)| is_slot(segment)) {
                by_parent.entry(parent).or_default().slots.insert(segment);
            }
        }
        let layouts: BTreeSet<&str> = places(EntryKind::Layout).collect();
        let without_layout = by_parent.iter().filter(|(parent, _)| !layouts.contains(*parent));
        let without_layout = without_layout.map(|(parent, level)| (*parent, level.slots.clone())).collect();
        by_parent.retain(|parent, _| layouts.contains(parent));
        for place in relevant() {
            // The file itself is shown as `children` of its own folder.
            for (parent, segment) in folders(place).chain([(place, "")]) {
                if let Some(level) = by_parent.get_mut(parent).filter(|_| !is_slot(segment)) {
                    level.children = true;
                }
            }
        }
        (Self { by_parent, defaults: places(EntryKind::Default).collect() }, without_layout)
    }

    fn siblings<'b>(&'b self, level: &'b Level<'a>) -> impl Iterator<Item = &'a str> + 'b {
        level.children.then_some(CHILDREN).into_iter().chain(level.slots.iter().copied())
    }

    fn has_default(&self, parent: &str, slot: &str) -> bool {
        match slot {
            CHILDREN => self.defaults.contains(parent),
            _ => self.defaults.contains(format!("{parent}/{slot}").as_str()),
        }
    }

    /// What the pages of a URL fill, by layout folder.
    fn passes<'b>(&'b self, shown: impl Iterator<Item = &'b Page<'a>>) -> BTreeMap<&'a str, Pass<'a, 'b>> {
        let mut passes: BTreeMap<&str, Pass<'a, 'b>> = BTreeMap::new();
        for page in shown {
            for (parent, depth) in &page.levels {
                let pass = passes.entry(parent).or_insert_with(|| Pass::new(&self.by_parent[parent]));
                pass.filled.insert(slot_of(page.path.get(*depth).copied()));
                pass.pages.push(&page.entry.file);
                pass.retained |= page.retains(*depth);
            }
        }
        passes
    }

    /// The slots that have neither a page nor a default.
    fn empty_slots(&self, parent: &str, pass: &Pass<'a, '_>) -> Vec<&'a str> {
        let siblings = self.siblings(pass.level).filter(|slot| !pass.filled.contains(slot));
        siblings.filter(|slot| !self.has_default(parent, slot)).collect()
    }

    /// Whether a catch-all among the pages of a URL stands beside a slot that has nothing to show. Such a URL comes
    /// from the catch-all alone, so it is dropped without a word.
    fn starves_catch_all(&self, ids: &[usize], pages: &[Page<'a>]) -> bool {
        let shown = || ids.iter().map(|id| &pages[*id]);
        if !shown().any(Page::is_catch_all) {
            return false;
        }
        let passes = self.passes(shown());
        shown().filter(|page| page.is_catch_all()).any(|page| {
            page.levels.iter().any(|(parent, depth)| {
                !page.retains(*depth)
                    && passes.get(parent).is_some_and(|pass| !self.empty_slots(parent, pass).is_empty())
            })
        })
    }

    /// Whether some layout on the way has an empty slot. Pages below an interception marker replace one slot and leave
    /// the others as they are.
    fn is_incomplete(&self, ids: &[usize], pages: &[Page<'a>]) -> bool {
        let passes = self.passes(ids.iter().map(|id| &pages[*id]));
        passes.iter().any(|(parent, pass)| !pass.retained && !self.empty_slots(parent, pass).is_empty())
    }

    /// The empty slots of all URLs. A hard navigation never shows a page below an interception marker.
    fn gaps(&self, matched: &Matched<'a>, pages: &[Page<'a>]) -> Vec<Gap<'a>> {
        let mut gaps = Vec::new();
        for (url, ids) in matched.iter().filter(|(url, _)| !is_interception(url)) {
            let ordinary = ids.iter().map(|id| &pages[*id]).filter(|page| page.marker_depth().is_none());
            for (parent, pass) in self.passes(ordinary) {
                let slots = self.empty_slots(parent, &pass);
                if !slots.is_empty() {
                    gaps.push(Gap { parent, url, slots, pages: pass.pages });
                }
            }
        }
        gaps
    }
}

/// The pages of each URL, with the catch-alls that fill a slot of it.
fn match_pages<'a>(pages: &[Page<'a>]) -> Matched<'a> {
    let mut matched = Matched::new();
    for (id, page) in pages.iter().enumerate() {
        matched.entry(page.entry.url.as_str()).or_default().push(id);
    }
    let mut catch_alls: Vec<usize> = (0..pages.len())
        .filter(|id| pages[*id].is_catch_all() && !pages[*id].entry.place.contains("[[..."))
        .collect();
    // The most specific catch-all fills a slot first.
    catch_alls.sort_by_key(|id| std::cmp::Reverse(pages[*id].path.len()));
    let mut by_base: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for (rank, id) in catch_alls.into_iter().enumerate() {
        let url = pages[id].entry.url.as_str();
        let base = url.find("[...").map_or(url, |at| &url[..at]);
        by_base.entry(base).or_default().push((rank, id));
    }
    for (url, ids) in matched.iter_mut().filter(|(url, _)| !is_interception(url)) {
        let bases = url.match_indices('/').map(|(at, _)| &url[..=at]).filter(|base| base != url);
        let mut candidates: Vec<(usize, usize)> =
            bases.filter_map(|base| by_base.get(base)).flatten().copied().collect();
        candidates.sort_unstable();
        for (_, catch_all) in candidates {
            if !ids.iter().any(|id| pages[*id].slots().eq(pages[catch_all].slots())) {
                ids.push(catch_all);
            }
        }
    }
    matched
}

/// Each folder of a place with the one that holds it: `/a/@b` gives `("", "a")` and `("/a", "@b")`.
fn folders(place: &str) -> impl Iterator<Item = (&str, &str)> {
    raw_segments(place).map(move |segment| {
        let at = segment.as_ptr() as usize - place.as_ptr() as usize;
        (&place[..at - 1], segment)
    })
}

fn slot_of(segment: Option<&str>) -> &str {
    segment.filter(|segment| is_slot(segment)).unwrap_or(CHILDREN)
}
