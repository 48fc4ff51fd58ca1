//! The route tree itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::custom_route::CustomRoute;
use crate::entry::Entry;
use crate::pattern::{Param, Pattern};
use crate::problem::Problem;
use crate::root_params::RootParam;
use crate::slots::LayoutSlots;

/// Every route of an app, and what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct RouteTree {
    /// The App Router's folder, relative to the app's: `app` or `src/app`.
    pub app_dir: Option<String>,
    /// The Pages Router's folder: `pages` or `src/pages`.
    pub pages_dir: Option<String>,
    /// Every file with a meaning, ordered by path.
    pub entries: Vec<Entry>,
    /// The routes by kind.
    pub routes: RouteLists,
    /// The layouts with their slots, ordered by pattern.
    pub slots: Vec<LayoutSlots>,
    /// The params above the root layouts, ordered by name.
    pub root_params: Vec<RootParam>,
    /// The order in which Next tries the routes of both routers, interception routes left out. `None` where the
    /// routes have no order: then Next's servers do not start, and `problems` says why.
    pub match_order: Option<Vec<Pattern>>,
    /// The redirects and rewrites, in the order in which Next tries them.
    pub custom_routes: Vec<CustomRoute>,
    /// The URL paths of the files in `public`.
    pub public_files: BTreeSet<String>,
    /// Routes of pages that Next lists and never shows, because every URL leaves some slot of a layout empty. A request
    /// goes on to the next route.
    pub dropped: BTreeSet<Pattern>,
    /// What Next refuses or silently ignores, most severe first.
    pub problems: Vec<Problem>,
}

/// The routes of an app by kind; each list ordered, without duplicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RouteLists {
    /// Pages of the App Router, JavaScript pages included.
    pub app: Vec<Pattern>,
    /// Pages of the Pages Router.
    pub pages: Vec<Pattern>,
    /// API routes of the Pages Router.
    pub pages_api: Vec<Pattern>,
    /// Layouts.
    pub layout: Vec<Pattern>,
    /// Redirects of `next.config`.
    pub redirect: Vec<Pattern>,
    /// Rewrites of `next.config`.
    pub rewrite: Vec<Pattern>,
    /// Route handlers.
    pub handler: Vec<Pattern>,
}

impl RouteTree {
    /// The route patterns that answer a request of their own, interception routes left out: pages and handlers of
    /// both routers, and metadata files.
    pub(crate) fn served(&self) -> impl Iterator<Item = &Pattern> {
        let served = self.entries.iter().filter(|entry| entry.kind.serves() && !entry.is_interception());
        served.map(|entry| &entry.pattern)
    }

    /// Every route that Next gives a params type, with its params, ordered by pattern.
    pub fn params(&self) -> BTreeMap<&Pattern, Vec<Param>> {
        let RouteLists { app, pages, layout, redirect, rewrite, handler, .. } = &self.routes;
        let all = [app, handler, pages, layout, redirect, rewrite].into_iter().flatten();
        all.map(|pattern| (pattern, pattern.params())).collect()
    }
}
