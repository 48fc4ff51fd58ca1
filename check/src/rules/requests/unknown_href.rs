//! `unknown-href`: a URL that no route of the app answers.

use rutter_routes::matching::{RequestPath, Winner, explain, match_pattern};
use rutter_routes::{Entry, EntryKind, Pattern, RouteTree, Segment, as_sent};
use rutter_syntax::graph::{Environment, ModuleOrigin};

use crate::context::{ModuleContext, Project};
use crate::finding::{Edit, Findings};
use crate::hrefs::{Href, HrefKind, hrefs};
use crate::infer::proxy::{Proxy, proxy};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-href",
    group: Group::Requests,
    summary: "a link, redirect or `revalidatePath()` names a path that no route of the app answers",
    level: Level::Warning,
    fix: FixKind::Suggestion,
    page: include_str!("../../../docs/unknown-href.md"),
    check,
};

/// A module of the workspace may be used by several apps, and mean the routes of another one.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if module.project.graph[module.id].origin != ModuleOrigin::App {
        return;
    }
    let is_used = Environment::ALL.into_iter().any(|environment| module.in_environment(environment));
    if !is_used {
        return;
    }
    let project = module.project;
    let hrefs = hrefs(module.facts).into_iter();
    let hrefs: Vec<(Href, Path)> =
        hrefs.filter_map(|href| Path::of(&href).map(|path| (href, path))).collect();
    if hrefs.is_empty() || !is_config_known(project) || *proxy(project) == Proxy::Rewrites {
        return;
    }
    for (href, path) in hrefs {
        if !is_answered(project, href.kind, &path) && !may_be_redirected(project, &path) {
            report(project, &href, &path, findings);
        }
    }
}

/// The path of a URL, percent-encoded, without query, hash and trailing slash.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Path {
    text: String,
    /// Whether the URL goes on behind it with what is not known. The path then ends with a whole segment.
    is_start: bool,
}

impl Path {
    /// None where the URL is not one of the app, or too little of it is known.
    fn of(href: &Href) -> Option<Self> {
        let text = href.text.as_str();
        if !text.starts_with('/') || text.starts_with("//") || text.contains('\\') {
            return None;
        }
        let path = text.split(['?', '#']).next().unwrap_or_default();
        let is_start = href.is_start && path.len() == text.len();
        let path = if is_start { &path[..path.rfind('/').unwrap_or_default()] } else { path };
        let path = as_sent(path.trim_end_matches('/'));
        // An app without a page at `/` is a part of a site whose other parts are elsewhere.
        if path.is_empty() {
            return None;
        }
        // Files may come from anywhere: a script that writes into `public`, or Next itself.
        let is_file = !is_start && path.rsplit('/').next().is_some_and(|last| last.contains('.'));
        let is_own = ["/_next", "/404", "/500", "/_error"]
            .iter()
            .any(|own| path == *own || path.starts_with("/_next/"));
        (!is_file && !is_own).then_some(Self { text: path, is_start })
    }

    fn parts(&self) -> Vec<&str> {
        self.text.split('/').filter(|part| !part.is_empty()).collect()
    }
}

/// Whether something of the app answers a path, or may.
fn is_answered(project: &Project<'_>, kind: HrefKind, path: &Path) -> bool {
    let tree = &project.loaded.tree;
    let text = path.text.as_str();
    let pattern = Pattern::new(text);
    if !path.is_start
        && [&tree.routes.app, &tree.routes.pages].iter().any(|list| list.binary_search(&pattern).is_ok())
    {
        return true;
    }
    if let HrefKind::Revalidation { layout } = kind
        && is_revalidated(tree, layout, &pattern, text)
    {
        return true;
    }
    if path.is_start {
        return may_start(tree, path);
    }
    if text.contains('[') {
        // A route pattern, which `revalidatePath()` has looked for, and which the Pages Router fills in from a query.
        return !matches!(kind, HrefKind::Revalidation { .. });
    }
    let base = &project.loaded.config.base_path;
    let sent = format!("{base}{text}");
    // Most links lead straight to a route, and asking for it alone is cheap. A link may also lead to an interception alone, which has
    // a rule of its own.
    let answers = |entry: &Entry| entry.kind.serves();
    if tree.entries.iter().any(|entry| answers(entry) && match_pattern(&entry.pattern, text).is_some()) {
        return true;
    }
    let explanation = explain(tree, RequestPath { sent: &sent, below_base_path: text, path: text });
    !matches!(explanation.winner, Winner::Nothing)
        || !explanation.conditional.is_empty()
        || !explanation.undecided.is_empty()
}

/// Whether `revalidatePath()` finds something: a route by its pattern, with or without groups, or a layout at a URL.
fn is_revalidated(tree: &RouteTree, layout: bool, pattern: &Pattern, text: &str) -> bool {
    let decoded = text.replace("%5B", "[").replace("%5D", "]");
    tree.entries.iter().any(|entry| {
        entry.place == decoded
            || entry.pattern == *pattern
            || entry.pattern.as_str() == decoded
            || (layout && entry.kind == EntryKind::Layout && match_pattern(&entry.pattern, text).is_some())
    })
}

/// Whether a URL that starts with a path may be answered.
fn may_start(tree: &RouteTree, path: &Path) -> bool {
    let parts = path.parts();
    let folder = format!("{}/", path.text);
    tree.entries.iter().any(|entry| entry.kind.serves() && may_go_on(&entry.pattern, &parts))
        || tree.public_files.range(folder.clone()..).next().is_some_and(|file| file.starts_with(&folder))
        || tree.custom_routes.iter().any(|route| {
            let fixed = route.source.split([':', '(', '*', '{', '\\']).next().unwrap_or_default();
            fixed.starts_with(&path.text) || path.text.starts_with(fixed.trim_end_matches('/'))
        })
}

/// Whether a route answers some path that starts with these segments.
fn may_go_on(pattern: &Pattern, parts: &[&str]) -> bool {
    let mut segments = pattern.segments();
    for part in parts {
        match segments.next() {
            None => return false,
            Some(Segment::Static(text)) if text != *part => return false,
            Some(Segment::Dynamic(param)) if param.kind.repeats() => return true,
            Some(_) => {}
        }
    }
    true
}

/// Whether the redirects and rewrites are known, and no locales stand before paths.
fn is_config_known(project: &Project<'_>) -> bool {
    let loaded = project.loaded;
    let is_unread = |code| matches!(code, "next-config-unread" | "next-config-syntax");
    !loaded.diagnostics.iter().any(|diagnostic| is_unread(diagnostic.code))
        && loaded.config.locales.is_empty()
        && loaded.tree.match_order.is_some()
}

/// Whether the proxy may answer a path by another one: it has the path in its code, or redirects `/about` to `/en/about`, as many
/// do.
fn may_be_redirected(project: &Project<'_>, path: &Path) -> bool {
    let proxy = proxy(project);
    if *proxy == Proxy::None {
        return false;
    }
    if !path.is_start && proxy.asks_for(project, &path.text) {
        return true;
    }
    let mut parts = vec!["en"];
    parts.extend(path.parts());
    project.loaded.tree.entries.iter().any(|entry| {
        entry.kind.serves()
            && matches!(entry.pattern.segments().next(), Some(Segment::Dynamic(_)))
            && may_go_on(&entry.pattern, &parts)
    })
}

fn report(project: &Project<'_>, href: &Href, path: &Path, findings: &mut Findings<'_>) {
    let text = path.text.as_str();
    let message = match path.is_start {
        true => format!("no route of the app starts with `{text}/`"),
        false if text.contains('[') => format!("the app has no route `{text}`"),
        false => format!("no route of the app answers `{text}`"),
    };
    let nearest = nearest(project, path);
    let finding = findings.report(href.span, message);
    finding.why(match href.kind {
        HrefKind::Link => "whoever follows the link sees the not-found page",
        HrefKind::Form => "whoever sends the form sees the not-found page",
        HrefKind::Navigation => "the navigation ends on the not-found page",
        HrefKind::Redirect => "the redirect ends on the not-found page",
        HrefKind::Revalidation { .. } => "nothing is shown at this path, so nothing is invalidated",
    });
    match &nearest {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(other_help(project, path)),
    };
    if let Some(near) =
        nearest.filter(|near| !near.contains('[')).filter(|_| href.is_literal && href.text == text)
    {
        let span = rutter_syntax::facts::Span { start: href.span.start + 1, end: href.span.end - 1 };
        finding.suggestion(format!("write `{near}`"), vec![Edit::replace(span, near)]);
    }
}

/// What to do where no route is spelled nearly so.
fn other_help(project: &Project<'_>, path: &Path) -> String {
    if path.is_start {
        return "see the app's routes with `rutter routes`".to_owned();
    }
    let explanation = explain(&project.loaded.tree, RequestPath::plain(&path.text));
    match explanation.near.first() {
        Some(near) => format!("the nearest route is `{}`, which {}", near.pattern, near.why),
        None => "see the app's routes with `rutter routes`".to_owned(),
    }
}

/// The route that was probably meant: spelled nearly so, or else one that starts alike.
fn nearest(project: &Project<'_>, path: &Path) -> Option<String> {
    let tree = &project.loaded.tree;
    if path.is_start {
        return nearest_start(tree, path);
    }
    let routes = [&tree.routes.app, &tree.routes.pages].into_iter().flatten().map(Pattern::as_str);
    let count = path.parts().len();
    let alike = routes.filter(|route| route.split('/').filter(|part| !part.is_empty()).count() == count);
    if let Some(near) = rutter_project::config::nearest(&path.text, alike) {
        return Some(near.to_owned());
    }
    // One slip in a route with params: `/blgo/1` for `/blog/[slug]`.
    nearest_start(tree, path)
}

/// The route whose fixed segments are nearly those of the path, segment by segment.
fn nearest_start(tree: &RouteTree, path: &Path) -> Option<String> {
    let parts = path.parts();
    let mut best: Option<(usize, &Pattern)> = None;
    for pattern in [&tree.routes.app, &tree.routes.pages].into_iter().flatten() {
        let segments: Vec<Segment<'_>> = pattern.segments().collect();
        let fits = if path.is_start { segments.len() >= parts.len() } else { segments.len() == parts.len() };
        if !fits {
            continue;
        }
        let mut slips = 0;
        let near = segments.iter().zip(&parts).all(|(segment, part)| match segment {
            Segment::Static(text) if text == part => true,
            Segment::Static(text) => {
                slips += 1;
                rutter_project::config::nearest(part, [*text]).is_some()
            }
            Segment::Dynamic(_) | Segment::Affixed { .. } => true,
        });
        let has_fixed = segments.iter().any(|segment| matches!(segment, Segment::Static(_)));
        if near && has_fixed && slips > 0 && best.is_none_or(|(fewest, _)| slips < fewest) {
            best = Some((slips, pattern));
        }
    }
    best.map(|(_, pattern)| pattern.to_string())
}
