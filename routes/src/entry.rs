//! One file of the tree that Next gives a meaning to.

use crate::interception::is_interception;
use crate::pattern::{Pattern, raw_segments};

/// A file of the app with the route that it serves or belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the file is.
    pub kind: EntryKind,
    /// The route. For an interception route it is the URL that is shown, not where the file lies.
    pub pattern: Pattern,
    /// The file, relative to the app's folder, `/`-separated: `src/app/blog/[slug]/page.tsx`.
    pub file: String,
    /// Its folder below `app` as Next spells it, groups, slots and markers included, without a trailing slash:
    /// `/(shop)/@modal/(.)photo/[id]`, or empty for the root. For a Pages Router file the route itself.
    pub place: String,
    /// The route with interception markers still in it: what `pattern` was resolved from.
    pub url: String,
}

/// What a file is to Next, or to Rutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// `page.*`
    Page,
    /// `route.*`: a route handler.
    Handler,
    /// `layout.*`
    Layout,
    /// `template.*`
    Template,
    /// `default.*`: what a slot shows when no page of it matches.
    Default,
    /// `loading.*`
    Loading,
    /// `error.*`
    Error,
    /// `global-error.*`, at the root only.
    GlobalError,
    /// `not-found.*`
    NotFound,
    /// `global-not-found.*`, at the root only.
    GlobalNotFound,
    /// `forbidden.*`
    Forbidden,
    /// `unauthorized.*`
    Unauthorized,
    /// An icon, a social image, `sitemap`, `robots` or `manifest`.
    Metadata,
    /// `page.search.ts`: a schema for the page's search params. Rutter's own; Next ignores such a name.
    Search,
    /// `page.params.ts`: a schema for the page's params. Rutter's own; Next ignores such a name.
    Params,
    /// A page of the Pages Router.
    PagesPage,
    /// An API route of the Pages Router.
    PagesApi,
    /// `_app`, `_document` or `_error` of the Pages Router.
    PagesSpecial,
    /// `proxy.*`
    Proxy,
    /// `middleware.*`, the older name of the proxy.
    Middleware,
    /// `instrumentation.*`
    Instrumentation,
    /// `instrumentation-client.*`
    InstrumentationClient,
    /// `mdx-components.*`
    MdxComponents,
}

impl Entry {
    /// Whether the file lies below an interception marker: it is shown in place of its pattern's own page, to those who
    /// come from elsewhere in the app.
    pub fn is_interception(&self) -> bool {
        is_interception(&self.url)
    }

    /// The innermost slot that the file lies in, with its `@`; `None` for what a layout gets as its children.
    pub fn slot(&self) -> Option<&str> {
        raw_segments(&self.place).rev().find(|segment| is_slot(segment))
    }
}

impl EntryKind {
    /// The name under which JSON output and messages show the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Handler => "handler",
            Self::Layout => "layout",
            Self::Template => "template",
            Self::Default => "default",
            Self::Loading => "loading",
            Self::Error => "error",
            Self::GlobalError => "global-error",
            Self::NotFound => "not-found",
            Self::GlobalNotFound => "global-not-found",
            Self::Forbidden => "forbidden",
            Self::Unauthorized => "unauthorized",
            Self::Metadata => "metadata",
            Self::Search => "search",
            Self::Params => "params",
            Self::PagesPage => "pages-page",
            Self::PagesApi => "pages-api",
            Self::PagesSpecial => "pages-special",
            Self::Proxy => "proxy",
            Self::Middleware => "middleware",
            Self::Instrumentation => "instrumentation",
            Self::InstrumentationClient => "instrumentation-client",
            Self::MdxComponents => "mdx-components",
        }
    }

    /// Whether the file answers requests at its pattern.
    pub fn serves(self) -> bool {
        matches!(self, Self::Page | Self::Handler | Self::Metadata | Self::PagesPage | Self::PagesApi)
    }
}

/// The URL path of a folder of the app: `/(shop)/@modal/(.)photo/[id]` gives `/(.)photo/[id]`.
///
/// A segment in parentheses is a group, even `(.)` alone; one that starts with `@` is a slot, even `@children`
/// (Next 16.4: `normalizeAppPath`).
pub(crate) fn place_url(place: &str) -> String {
    let mut url = String::with_capacity(place.len());
    for segment in raw_segments(place) {
        if !is_group(segment) && !segment.starts_with('@') {
            url.push('/');
            url.push_str(segment);
        }
    }
    if url.is_empty() {
        url.push('/');
    }
    url
}

/// Whether a folder's name makes it a route group: parentheses all around.
pub(crate) fn is_group(segment: &str) -> bool {
    segment.starts_with('(') && segment.ends_with(')')
}

/// Whether a folder's name makes it a slot. `@children` is the same as no slot at all.
pub(crate) fn is_slot(segment: &str) -> bool {
    segment.starts_with('@') && segment != "@children"
}
