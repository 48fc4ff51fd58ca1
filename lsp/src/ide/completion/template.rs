//! The routes that may be meant behind the placeholders of a template, as in `/blog/${slug}/`.

use std::collections::BTreeMap;
use std::ops::Range;

use rutter_check::{Href, HrefKind, hrefs};
use rutter_routes::{ParamKind, Pattern, Segment, as_sent};
use rutter_syntax::facts::ExprKind;

use super::routes::{file_of, filled_in, patterns};
use super::{Completion, Item, ItemKind};
use crate::ide::route_string::{HOLE, Purpose, template_texts};
use crate::ide::site::Site;

/// The rests of the routes of which a template states the start, where a byte is in the last part of its path that is text.
/// A placeholder stands for one param, and only where it is a whole segment.
pub(super) fn complete(site: &Site<'_>, offset: usize) -> Option<Completion> {
    let Begun { kind, stated, replaced } = begun(site, offset)?;
    let stated: Vec<&str> = stated.split('/').skip(1).collect();
    let tree = &site.analysis.loaded.tree;
    let purpose = Purpose::Url(kind);
    let fitting = patterns(tree, purpose).into_iter();
    let mut fitting: Vec<(Vec<Fit>, &Pattern)> =
        fitting.filter_map(|pattern| Some((fits(pattern, &stated)?, pattern))).collect();
    // Of two routes with the same rest the one is meant that Next tries first.
    fitting.sort();
    let mut rests: BTreeMap<Pattern, &Pattern> = BTreeMap::new();
    for (_, pattern) in fitting {
        if let Some(rest) = rest(pattern, stated.len()) {
            rests.entry(rest).or_insert(pattern);
        }
    }
    let items = rests.into_iter().map(|(rest, pattern)| {
        let is_fixed = rest.segments().all(|segment| matches!(segment, Segment::Static(_)));
        Item {
            kind: ItemKind::Route,
            label: rest.to_string(),
            text: rest.to_string(),
            snippet: (pattern.is_dynamic() && !is_fixed).then(|| filled_in(&rest, true)),
            detail: file_of(tree, pattern, purpose),
        }
    });
    Some(Completion { replaced, items: items.collect() })
}

/// A URL of which a template states the start.
struct Begun {
    kind: HrefKind,
    /// The URL before the part that is being written, with a [`HOLE`] for each placeholder.
    stated: String,
    /// The bytes of that part, which ends the path.
    replaced: Range<usize>,
}

/// The URL whose path is being written at a byte, behind its placeholders if there are some before.
fn begun(site: &Site<'_>, offset: usize) -> Option<Begun> {
    let is_around = |href: &Href| Range::<usize>::from(href.span).contains(&offset);
    let is_template = |href: &Href| matches!(site.facts[href.expr].kind, ExprKind::Template { .. });
    let all = hrefs(site.facts).into_iter().filter(|href| is_template(href) && is_around(href));
    let href = all.min_by_key(|href| href.span.end - href.span.start)?;
    // Of a layout Next knows the pattern alone.
    if href.kind == (HrefKind::Revalidation { layout: true }) {
        return None;
    }
    let texts = template_texts(site, href.expr)?;
    let at = texts.iter().position(|text| (text.start..=text.end).contains(&offset))?;
    let mut stated = String::new();
    for text in &texts[..at] {
        stated.push_str(&site.text()[text.clone()]);
        stated.push(HOLE);
    }
    let last = &site.text()[texts[at].clone()];
    let end = last.find(['?', '#']);
    let path = &last[..end.unwrap_or(last.len())];
    let replaced = texts[at].start..texts[at].start + path.len();
    let is_path = offset <= replaced.end && !stated.contains(['?', '#']);
    let is_last = end.is_some() || at + 1 == texts.len();
    let is_of_app = |url: &str| url.starts_with('/') && !url.starts_with("//");
    let starts_well = match stated.is_empty() {
        true => is_of_app(path),
        false => is_of_app(&stated) && (path.is_empty() || is_of_app(path)),
    };
    (is_path && is_last && starts_well).then_some(Begun { kind: href.kind, stated, replaced })
}

/// How a segment of a route takes one of a URL; the order is that in which Next tries them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Fixed,
    Param,
}

/// How a route takes the first segments of a URL. None if it does not.
fn fits(pattern: &Pattern, stated: &[&str]) -> Option<Vec<Fit>> {
    let mut segments = pattern.segments();
    let fit = |stated: &&str| match segments.next()? {
        Segment::Dynamic(param) if param.kind == ParamKind::Single => {
            let is_whole = stated.chars().eq([HOLE]) || (!stated.contains(HOLE) && !stated.is_empty());
            is_whole.then_some(Fit::Param)
        }
        Segment::Static(text) => (text == as_sent(stated)).then_some(Fit::Fixed),
        _ => None,
    };
    stated.iter().map(fit).collect()
}

/// A route without its first segments. None if nothing is left.
fn rest(pattern: &Pattern, count: usize) -> Option<Pattern> {
    let rest: Vec<&str> = pattern.as_str().split('/').skip(1 + count).collect();
    (!rest.is_empty()).then(|| Pattern::new(rest.join("/")))
}
