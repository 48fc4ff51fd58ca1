//! Which files of an app mean something to Next, told by their names.

use std::collections::BTreeSet;

use crate::custom_route::CustomRoute;
use crate::entry::EntryKind;
use crate::metadata::is_metadata_file;

/// What of an app's `next.config` and of its Next version decides how its files are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conventions {
    /// The app's version of Next. Rules that came later do not apply to it.
    pub next: NextVersion,
    /// `pageExtensions`, without leading dots.
    pub page_extensions: Vec<String>,
    /// `deprecated.looseRouteMatching`: switches the strict matching of Next 16.4 off.
    pub loose_route_matching: bool,
    /// The redirects, in the order in which they stand.
    pub redirects: Vec<CustomRoute>,
    /// The rewrites, in the order in which they stand.
    pub rewrites: Vec<CustomRoute>,
    /// The metadata files that export `generateImageMetadata` or `generateSitemaps`, relative to the app's folder.
    /// They serve one URL per generated item, which no file name can tell.
    pub generated_metadata: BTreeSet<String>,
}

/// A version of Next, as far as the rules for files depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NextVersion {
    /// 16 in 16.4.6
    pub major: u32,
    /// 4 in 16.4.6
    pub minor: u32,
}

impl NextVersion {
    /// The newest version whose rules Rutter knows. An app whose version is unknown is taken to have it.
    pub const NEWEST: Self = Self { major: 16, minor: 4 };

    /// `default` files are required, `proxy` replaces `middleware`, `next/root-params` exists.
    pub(crate) const V16: Self = Self { major: 16, minor: 0 };
    /// Strict route matching is on by default.
    pub(crate) const STRICT_MATCHING: Self = Self { major: 16, minor: 4 };
}

impl Default for Conventions {
    /// Next's own defaults in its newest version, and no custom routes.
    fn default() -> Self {
        Self {
            next: NextVersion::NEWEST,
            page_extensions: ["tsx", "ts", "jsx", "js"].map(str::to_owned).to_vec(),
            loose_route_matching: false,
            redirects: Vec::new(),
            rewrites: Vec::new(),
            generated_metadata: BTreeSet::new(),
        }
    }
}

impl Conventions {
    /// Whether the strict matching of Next 16.4 applies.
    pub(crate) fn strict_route_matching(&self) -> bool {
        self.next >= NextVersion::STRICT_MATCHING && !self.loose_route_matching
    }

    /// The file's name without its page extension, trying long extensions first; `None` if it has no such extension.
    pub(crate) fn strip_extension<'a>(&self, file_name: &'a str) -> Option<&'a str> {
        self.page_extensions
            .iter()
            .filter_map(|extension| file_name.strip_suffix(extension.as_str())?.strip_suffix('.'))
            .min_by_key(|stem| stem.len())
    }

    /// Where a page extension stands in the configured list: Next takes the first that exists.
    pub(crate) fn extension_rank(&self, file: &str) -> usize {
        let has = |extension: &String| {
            file.strip_suffix(extension.as_str()).is_some_and(|stem| stem.ends_with('.'))
        };
        self.page_extensions.iter().position(has).unwrap_or(usize::MAX)
    }

    /// What a file under the app folder is. `path` is relative to that folder and starts with `/`.
    pub(crate) fn app_file(&self, path: &str) -> Option<EntryKind> {
        if is_private(path) {
            return None;
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match name {
            "page.search.ts" | "page.search.tsx" => return Some(EntryKind::Search),
            "page.params.ts" | "page.params.tsx" => return Some(EntryKind::Params),
            _ => {}
        }
        if is_metadata_file(path, &self.page_extensions) {
            return Some(EntryKind::Metadata);
        }
        let at_root = folder.is_empty();
        // `page.tsx` alone is a page: with the extension `page.tsx`, the name must be `page.page.tsx`.
        let stem = self.page_extensions.iter().find_map(|extension| {
            name.strip_suffix(extension.as_str())?.strip_suffix('.').filter(|stem| !stem.contains('.'))
        })?;
        Some(match stem {
            "page" => EntryKind::Page,
            "route" => EntryKind::Handler,
            "layout" => EntryKind::Layout,
            "template" => EntryKind::Template,
            "default" => EntryKind::Default,
            "loading" => EntryKind::Loading,
            "error" => EntryKind::Error,
            "not-found" => EntryKind::NotFound,
            "forbidden" => EntryKind::Forbidden,
            "unauthorized" => EntryKind::Unauthorized,
            "global-error" if at_root => EntryKind::GlobalError,
            "global-not-found" if at_root => EntryKind::GlobalNotFound,
            _ => return None,
        })
    }

    /// What a file under the pages folder is. `path` is relative to that folder and starts with `/`. Every file with
    /// a page extension is a route there: the Pages Router has no private folders, groups or slots.
    pub(crate) fn pages_file(&self, path: &str) -> Option<EntryKind> {
        if path.ends_with(".d.ts") {
            return None;
        }
        let key = pages_key(self.strip_extension(path)?);
        Some(match key {
            "/_app" | "/_document" | "/_error" => EntryKind::PagesSpecial,
            _ if key == "/api" || key.starts_with("/api/") => EntryKind::PagesApi,
            _ => EntryKind::PagesPage,
        })
    }

    /// What a file directly in the app's own folder, or in its `src`, is.
    pub(crate) fn root_file(&self, name: &str) -> Option<EntryKind> {
        Some(match self.strip_extension(name)? {
            "proxy" if self.next >= NextVersion::V16 => EntryKind::Proxy,
            "middleware" => EntryKind::Middleware,
            "instrumentation" => EntryKind::Instrumentation,
            "instrumentation-client" => EntryKind::InstrumentationClient,
            "mdx-components" => EntryKind::MdxComponents,
            _ => return None,
        })
    }
}

/// Whether Next ignores a name in the app folder, for a file or a folder, because it starts with `_`. A folder that
/// should have such a name in its URL is written `%5Fname`.
fn is_private_name(name: &str) -> bool {
    name.starts_with('_')
}

fn is_private(path: &str) -> bool {
    path.split('/').any(is_private_name)
}

/// The route of a Pages Router file without its extension: a trailing `/index` is dropped once.
pub(crate) fn pages_key(path: &str) -> &str {
    match path.strip_suffix("/index") {
        Some("") => "/",
        Some(rest) => rest,
        None => path,
    }
}

/// The rest of a path below a folder, with its leading `/`.
pub(crate) fn below<'a>(file: &'a str, dir: &str) -> Option<&'a str> {
    file.strip_prefix(dir).filter(|rest| rest.starts_with('/'))
}
