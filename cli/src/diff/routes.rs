//! Two versions of `rutter.routes`.

use std::collections::BTreeMap;

use rutter_contract::diff::{Audience, Change, Code, Effect, Subject};
use rutter_routes::listing::Listing;
use rutter_routes::matching::match_pattern;
use rutter_routes::{EntryKind, Param, ParamKind, Pattern, Segment};

/// What differs between the routes of each app.
pub(super) fn compare(before: &Listing, after: &Listing) -> Vec<Change> {
    let mut apps: Vec<&String> = before.apps.keys().chain(after.apps.keys()).collect();
    apps.sort();
    apps.dedup();
    let mut changes = Vec::new();
    for app in apps {
        let (before, after) = (Routes::of(before, app), Routes::of(after, app));
        let mut comparison = Comparison { app, before, after, changes: Vec::new() };
        comparison.run();
        changes.append(&mut comparison.changes);
    }
    changes
}

/// The routes of an app, by what serves them.
struct Routes<'l> {
    kinds: BTreeMap<&'l Pattern, Service>,
}

/// What serves a route, as far as links care: which router it is of does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Service {
    Page,
    Handler,
}

struct Comparison<'l> {
    app: &'l str,
    before: Routes<'l>,
    after: Routes<'l>,
    changes: Vec<Change>,
}

impl<'l> Routes<'l> {
    fn of(listing: &'l Listing, app: &str) -> Self {
        let service = |kind| match kind {
            EntryKind::Handler | EntryKind::PagesApi => Service::Handler,
            _ => Service::Page,
        };
        let routes = listing.apps.get(app).into_iter().flatten();
        Self { kinds: routes.map(|route| (&route.pattern, service(route.kind))).collect() }
    }

    /// The routes that another version does not have.
    fn without(&self, other: &Self) -> Vec<&'l Pattern> {
        self.kinds.keys().copied().filter(|pattern| !other.kinds.contains_key(pattern)).collect()
    }

    /// The route with params that answers the URLs of another.
    fn answering(&self, route: &Pattern) -> Option<&'l Pattern> {
        let url: Vec<&str> = route
            .segments()
            .map(|segment| match segment {
                Segment::Static(text) | Segment::Affixed { text, .. } => text,
                Segment::Dynamic(_) => "-",
            })
            .collect();
        let url = format!("/{}", url.join("/"));
        self.kinds
            .keys()
            .copied()
            .find(|pattern| pattern.is_dynamic() && match_pattern(pattern, &url).is_some())
    }
}

impl Service {
    fn named(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Handler => "handler",
        }
    }
}

impl<'l> Comparison<'l> {
    fn run(&mut self) {
        let mut gone = self.before.without(&self.after);
        let mut new = self.after.without(&self.before);
        for (pattern, was) in self.before.kinds.clone() {
            if let Some(is) = self.after.kinds.get(pattern)
                && *is != was
            {
                let said = format!("is a {}, was a {}", is.named(), was.named());
                let (was, is) = (was.named().to_owned(), is.named().to_owned());
                let why = "who expects the one gets the other";
                self.tell(
                    pattern,
                    Effect::Breaking,
                    Code::RouteKindChanged,
                    (Some(was), Some(is)),
                    said,
                    why,
                );
            }
        }
        gone.retain(|old| match new.iter().position(|route| outline(route) == outline(old)) {
            Some(index) => {
                self.params(old, new.remove(index));
                false
            }
            None => true,
        });
        let moved: Vec<(&Pattern, &Pattern)> = gone
            .iter()
            .filter_map(|old| {
                let mut candidates = new.iter().copied().filter(|route| self.is_moved(old, route));
                let found = candidates.next().filter(|_| candidates.next().is_none())?;
                let rivals = gone.iter().filter(|other| self.is_moved(other, found)).count();
                (rivals == 1).then_some((*old, found))
            })
            .collect();
        for (old, route) in &moved {
            let said = format!("was at {old}");
            let ends = (Some(old.to_string()), Some(route.to_string()));
            self.tell(
                route,
                Effect::Breaking,
                Code::RouteMoved,
                ends,
                said,
                "links to the old path find nothing",
            );
        }
        for old in gone.iter().filter(|old| !moved.iter().any(|(moved, _)| moved == *old)) {
            let (said, why) = match self.after.answering(old) {
                Some(other) => {
                    (format!("is gone; {other} answers its URLs"), "links to it lead to another route")
                }
                None => ("is gone".to_owned(), "links to it find nothing"),
            };
            self.tell(old, Effect::Breaking, Code::RouteRemoved, (Some(old.to_string()), None), said, why);
        }
        for route in new.iter().filter(|route| !moved.iter().any(|(_, moved)| moved == *route)) {
            let (said, why) = match self.before.answering(route) {
                Some(other) => (
                    format!("is new; {other} answered its URLs until now"),
                    "links that gave the other route these values lead here",
                ),
                None => ("is new".to_owned(), "nothing links to it yet"),
            };
            self.tell(route, Effect::Safe, Code::RouteAdded, (None, Some(route.to_string())), said, why);
        }
    }

    /// Whether nothing but one fixed segment differs.
    fn is_moved(&self, old: &Pattern, new: &Pattern) -> bool {
        let (before, after): (Vec<_>, Vec<_>) = (old.segments().collect(), new.segments().collect());
        let mut differing = before.iter().zip(&after).filter(|(before, after)| before != after);
        let first = differing.next();
        before.len() == after.len()
            && differing.next().is_none()
            && matches!(first, Some((Segment::Static(_), Segment::Static(_))))
            && self.before.kinds.get(old) == self.after.kinds.get(new)
    }

    /// Two routes of one outline, whose params differ.
    fn params(&mut self, old: &Pattern, new: &Pattern) {
        for (was, is) in params(old).into_iter().zip(params(new)) {
            if was.name != is.name {
                let said = format!("the param `{}` is `{}` now", was.name, is.name);
                let ends = (Some(was.name.clone()), Some(is.name.clone()));
                let why = "URLs are the same; `href` and the types of the route name the param";
                self.tell(new, Effect::Breaking, Code::ParamRenamed, ends, said, why);
            }
            if was.kind != is.kind {
                let said =
                    format!("the param `{}` takes {}, took {}", is.name, takes(is.kind), takes(was.kind));
                let ends = (Some(takes(was.kind).to_owned()), Some(takes(is.kind).to_owned()));
                let is_wider = (was.kind, is.kind) == (ParamKind::CatchAll, ParamKind::OptionalCatchAll);
                let (effect, why) = match is_wider {
                    true => (Effect::Safe, "every link still leads there"),
                    false => (Effect::Breaking, "links give it another type of value, or find nothing"),
                };
                self.tell(new, effect, Code::ParamKindChanged, ends, said, why);
            }
        }
    }

    fn tell(
        &mut self,
        pattern: &Pattern,
        effect: Effect,
        code: Code,
        (before, after): (Option<String>, Option<String>),
        message: String,
        why: &str,
    ) {
        self.changes.push(Change {
            subject: Subject::Route { app: self.app.to_owned(), pattern: pattern.to_string() },
            at: String::new(),
            effect,
            audience: Audience::Links,
            code,
            before,
            after,
            message,
            why: why.to_owned(),
            used_by: Vec::new(),
        });
    }
}

/// A route without the names and kinds of its params.
pub(super) fn outline(pattern: &Pattern) -> Vec<Option<&str>> {
    let part = |segment| match segment {
        Segment::Static(text) | Segment::Affixed { text, .. } => Some(text),
        Segment::Dynamic(_) => None,
    };
    pattern.segments().map(part).collect()
}

/// The params that are whole segments, in path order.
fn params(pattern: &Pattern) -> Vec<Param> {
    let param = |segment| match segment {
        Segment::Dynamic(param) => Some(param),
        Segment::Static(_) | Segment::Affixed { .. } => None,
    };
    pattern.segments().filter_map(param).collect()
}

fn takes(kind: ParamKind) -> &'static str {
    match kind {
        ParamKind::Single => "one segment",
        ParamKind::CatchAll => "one segment or more",
        ParamKind::OptionalCatchAll => "any number of segments",
        ParamKind::Optional => "one segment or none",
    }
}
