//! Parallel slots: the `@name` folders that a layout receives as props.

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::{Entry, EntryKind, is_slot, place_url};
use crate::pattern::{Pattern, raw_segments};
use crate::text::utf16_order;

/// The slots of the layouts at one pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutSlots {
    /// The layout route.
    pub layout: Pattern,
    /// The names of its slots without `@`, in UTF-16 order. `children` is not among them.
    pub slots: Vec<String>,
}

/// The slots of each layout route, as Next types them.
///
/// A slot is found through the pages, handlers, defaults and metadata files below it, and only the deepest slot on the
/// way to a file counts; it belongs to the layout at the URL of the folder that holds it (Next 16.4:
/// `extractSlotFromPath`). So groups with different slots at one URL share them, and a slot below an interception
/// marker belongs to no layout.
pub(crate) fn layout_slots(entries: &[Entry], layouts: &[Pattern]) -> Vec<LayoutSlots> {
    let mut by_url: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for entry in entries {
        let shows = matches!(
            entry.kind,
            EntryKind::Page | EntryKind::Handler | EntryKind::Default | EntryKind::Metadata
        );
        if let Some((url, name)) = deepest_slot(&entry.place).filter(|_| shows) {
            by_url.entry(url).or_default().insert(name);
        }
    }
    let slots_of = |layout: &Pattern| {
        let mut slots: Vec<String> =
            by_url.get(layout.as_str()).into_iter().flatten().map(|name| (*name).to_owned()).collect();
        slots.sort_by(|a, b| utf16_order(a, b));
        LayoutSlots { layout: layout.clone(), slots }
    };
    layouts.iter().map(slots_of).collect()
}

fn deepest_slot(place: &str) -> Option<(String, &str)> {
    let at = place.rfind("/@")?;
    let name = raw_segments(&place[at..]).next()?;
    if is_slot(name) { Some((place_url(&place[..at]), &name[1..])) } else { deepest_slot(&place[..at]) }
}
