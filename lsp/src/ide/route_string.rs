//! The places where code names a route: by a URL, as in `<Link href="/blog/a">`, or by its pattern, as in
//! `href('/blog/[slug]', ..)` and `PageProps<'/blog/[slug]'>`.

use std::ops::Range;

use rutter_check::{Href, HrefKind, hrefs};
use rutter_syntax::facts::{
    BinaryOperator, BindingId, BindingKind, Branches, ExprId, ExprKind, Facts, Imported, Name, Node, Span,
    TypeKind,
};

use super::site::Site;

/// Stands in a URL for a part that only running code knows, `${slug}`.
pub(crate) const HOLE: char = '\u{1}';

/// A place where code names a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RouteString {
    pub(crate) purpose: Purpose,
    /// The URL or the pattern. In a URL each part that is not known is one [`HOLE`].
    pub(crate) text: String,
    /// The bytes between the quotes, or of the whole expression where it is not one text in quotes.
    pub(crate) span: Range<usize>,
    /// Whether it is one text in quotes.
    pub(crate) is_literal: bool,
    /// The call whose first argument it is, of [`Purpose::Href`].
    pub(crate) call: Option<ExprId>,
}

/// What a route is named for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To lead there by a URL.
    Url(HrefKind),
    /// `href()`, which Rutter generates.
    Href,
    /// `PageProps<>`.
    Page,
    /// `LayoutProps<>`.
    Layout,
    /// `RouteContext<>`.
    Handler,
    /// `ParamsOf<>`, `SearchOf<>`.
    Any,
}

/// The route that is named at a byte, if one is.
pub(crate) fn route_string_at(site: &Site<'_>, offset: usize) -> Option<RouteString> {
    let is_there =
        |string: &RouteString| string.is_literal && (string.span.start..=string.span.end).contains(&offset);
    let all = route_strings(site);
    let literal = all.iter().find(|string| is_there(string));
    // A text in a larger expression is its own place, so the smallest comes first.
    let around = || {
        let inside = all.iter().filter(|string| string.span.contains(&offset));
        inside.min_by_key(|string| string.span.len())
    };
    literal.or_else(around).cloned()
}

/// Every place where a module names a route, in the order of the text.
pub(crate) fn route_strings(site: &Site<'_>) -> Vec<RouteString> {
    let mut all: Vec<RouteString> =
        hrefs(site.facts).into_iter().filter_map(|href| of_url(site, href)).collect();
    calls_of_href(site, &mut all);
    types(site, &mut all);
    all.sort_by_key(|string| (string.span.start, string.span.end));
    all
}

fn of_url(site: &Site<'_>, href: Href) -> Option<RouteString> {
    let purpose = Purpose::Url(href.kind);
    let span = if href.is_literal { inside(href.span) } else { href.span.into() };
    let text = match href.is_start {
        false => href.text,
        true if href.text.starts_with('/') => outline(site, href.expr)?,
        true => return None,
    };
    Some(RouteString { purpose, text, span, is_literal: href.is_literal, call: None })
}

/// `href('/blog/[slug]', ..)`, under whatever name it is imported.
fn calls_of_href(site: &Site<'_>, all: &mut Vec<RouteString>) {
    let facts = site.facts;
    let Some(wanted) = facts.names.find("href") else { return };
    let imports = facts.imports.iter().filter(|import| {
        import.imported == Imported::Name(wanted)
            && !import.type_only
            && site.is_generated(facts.specifier(import.request))
    });
    for callee in imports.flat_map(|import| facts.references(import.local)) {
        let Node::Expr(call) = facts.parent(callee) else { continue };
        let ExprKind::Call { callee: called, arguments, .. } = facts[call].kind else { continue };
        if let Some(route) = facts[arguments].first().filter(|_| facts.without_types(called) == callee) {
            patterns(facts, call, *route, all);
        }
    }
}

/// A pattern, or either of two.
fn patterns(facts: &Facts, call: ExprId, route: ExprId, all: &mut Vec<RouteString>) {
    let route = facts.without_types(route);
    match facts[route].kind {
        ExprKind::String(text) | ExprKind::Text(text) => {
            let span = inside(facts[route].span);
            let text = facts[text].to_owned();
            all.push(RouteString { purpose: Purpose::Href, text, span, is_literal: true, call: Some(call) });
        }
        ExprKind::Conditional { branches, .. } => {
            let Branches { then, otherwise } = facts[branches];
            patterns(facts, call, then, all);
            patterns(facts, call, otherwise, all);
        }
        _ => {}
    }
}

/// `PageProps<'/blog/[slug]'>` and its like: Next's own, which are global, or those that Rutter generates.
fn types(site: &Site<'_>, all: &mut Vec<RouteString>) {
    let facts = site.facts;
    for ty in &facts.types {
        let TypeKind::Reference { path, binding, arguments } = ty.kind else { continue };
        let (&[name], Some(&route)) = (&facts[path], facts[arguments].first()) else { continue };
        let TypeKind::String(text) = facts[route].kind else { continue };
        if let Some(purpose) = purpose_of_type(site, name, binding) {
            let (text, span) = (facts[text].to_owned(), inside(facts[route].span));
            all.push(RouteString { purpose, text, span, is_literal: true, call: None });
        }
    }
}

fn purpose_of_type(site: &Site<'_>, name: Name, binding: Option<BindingId>) -> Option<Purpose> {
    let facts = site.facts;
    let name = match binding {
        None => name,
        Some(binding) => {
            let BindingKind::Import(import) = facts[binding].kind else { return None };
            let Imported::Name(name) = facts[import].imported else { return None };
            name
        }
    };
    let purpose = match &facts[name] {
        "PageProps" => Purpose::Page,
        "LayoutProps" => Purpose::Layout,
        "RouteContext" => Purpose::Handler,
        "ParamsOf" | "SearchOf" if binding.is_some() => Purpose::Any,
        _ => return None,
    };
    let is_meant = binding.is_none_or(|binding| match facts[binding].kind {
        BindingKind::Import(import) => site.is_generated(facts.specifier(facts[import].request)),
        _ => false,
    });
    is_meant.then_some(purpose)
}

/// The bytes between quotes.
fn inside(span: Span) -> Range<usize> {
    let Range { start, end } = span.into();
    start + 1..end.saturating_sub(1).max(start + 1)
}

/// A URL that is put together, with a [`HOLE`] for each part that is not known. None where the text is not what the facts
/// say.
fn outline(site: &Site<'_>, url: ExprId) -> Option<String> {
    let mut text = String::new();
    add(site, url, &mut text)?;
    Some(text)
}

fn add(site: &Site<'_>, part: ExprId, text: &mut String) -> Option<()> {
    let facts = site.facts;
    let part = facts.without_types(part);
    match facts[part].kind {
        ExprKind::String(known) | ExprKind::Text(known) => {
            text.push_str(&facts[known]);
        }
        ExprKind::Binary { operator: BinaryOperator::Add, left, right } => {
            add(site, left, text)?;
            add(site, right, text)?;
        }
        ExprKind::Template { .. } => {
            for (index, known) in template_texts(site, part)?.into_iter().enumerate() {
                if index > 0 {
                    text.push(HOLE);
                }
                text.push_str(&site.text()[known]);
            }
        }
        _ => text.push(HOLE),
    }
    Some(())
}

/// The bytes of a template around its placeholders, one more than there are of those. None where the text is not what the
/// facts say, or holds an escape.
pub(crate) fn template_texts(site: &Site<'_>, template: ExprId) -> Option<Vec<Range<usize>>> {
    let facts = site.facts;
    let ExprKind::Template { values, .. } = facts[template].kind else { return None };
    // Of what stands between placeholders the facts hold the first part only.
    let Range { start, end } = Range::<usize>::from(facts[template].span);
    let (mut at, end) = (start + 1, end.checked_sub(1)?);
    let mut texts = Vec::new();
    for value in &facts[values] {
        let value: Range<usize> = facts[*value].span.into();
        let before = site.text().get(at..value.start)?;
        let known = before.trim_end_matches(|c: char| c.is_whitespace() || c == '(');
        texts.push(at..at + known.strip_suffix("${")?.len());
        let after = site.text().get(value.end..end)?;
        let rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == ')');
        at = end - rest.strip_prefix('}')?.len();
    }
    texts.push(at..end);
    let is_plain = |text: &Range<usize>| site.text().get(text.clone()).is_some_and(|it| !it.contains('\\'));
    texts.iter().all(is_plain).then_some(texts)
}
