//! From the paths of an app's files to its route tree.

use std::collections::BTreeSet;

use crate::conventions::{Conventions, below, pages_key};
use crate::custom_route::CustomRoute;
use crate::entry::{Entry, EntryKind, place_url};
use crate::interception::{canonical, is_interception};
use crate::metadata::metadata_url;
use crate::order::match_order;
use crate::parallel::Parallel;
use crate::pattern::Pattern;
use crate::root_params::root_params;
use crate::slots::layout_slots;
use crate::text::utf16_order;
use crate::tree::{RouteLists, RouteTree};
use crate::validity;

impl RouteTree {
    /// Reads the tree. `files` are paths relative to the app's folder, `/`-separated, in any order; files that mean
    /// nothing are welcome. It never fails: what is wrong stands in [`RouteTree::problems`].
    pub fn build<S: AsRef<str>>(files: &[S], conventions: &Conventions) -> Self {
        let mut files: Vec<&str> = files.iter().map(AsRef::as_ref).collect();
        files.sort_by(|a, b| utf16_order(a, b));
        files.dedup();

        let app_dir = first_dir(&files, ["app", "src/app"]);
        let pages_dir = first_dir(&files, ["pages", "src/pages"]);
        let entries: Vec<Entry> =
            files.iter().filter_map(|file| entry(file, app_dir, pages_dir, conventions)).collect();
        let routes = RouteLists::new(&entries, conventions);
        let slots = layout_slots(&entries, &routes.layout);
        let mut tree = Self {
            app_dir: app_dir.map(str::to_owned),
            pages_dir: pages_dir.map(str::to_owned),
            root_params: root_params(&routes.layout),
            entries,
            routes,
            slots,
            match_order: None,
            custom_routes: custom_routes(conventions),
            public_files: files.iter().filter_map(|file| below(file, "public")).map(str::to_owned).collect(),
            dropped: BTreeSet::new(),
            problems: Vec::new(),
        };
        tree.match_order = match_order(tree.served());
        let parallel = Parallel::new(&tree.entries, conventions);
        let ordinary = parallel.dropped.iter().filter(|url| !is_interception(url));
        let dropped = ordinary.map(|url| Pattern::new(*url)).collect();
        let problems = validity::check(&tree, &parallel, &files, conventions);
        tree.dropped = dropped;
        tree.problems = problems;
        tree
    }
}

impl RouteLists {
    fn new(entries: &[Entry], conventions: &Conventions) -> Self {
        let of = |kind| {
            patterns(entries.iter().filter(|entry| entry.kind == kind).map(|entry| entry.pattern.clone()))
        };
        let custom = |routes: &[CustomRoute]| patterns(routes.iter().flat_map(CustomRoute::patterns));
        Self {
            app: of(EntryKind::Page),
            pages: of(EntryKind::PagesPage),
            pages_api: of(EntryKind::PagesApi),
            layout: of(EntryKind::Layout),
            handler: of(EntryKind::Handler),
            redirect: custom(&conventions.redirects),
            rewrite: custom(&conventions.rewrites),
        }
    }
}

fn custom_routes(conventions: &Conventions) -> Vec<CustomRoute> {
    let mut routes = [conventions.redirects.as_slice(), &conventions.rewrites].concat();
    routes.sort_by_key(|route| route.phase);
    routes
}

fn patterns(patterns: impl Iterator<Item = Pattern>) -> Vec<Pattern> {
    let mut patterns: Vec<Pattern> = patterns.collect();
    patterns.sort();
    patterns.dedup();
    patterns
}

/// The first of the folders that holds a file: Next takes the one beside `next.config` and then ignores `src`.
fn first_dir<'a>(files: &[&str], candidates: [&'a str; 2]) -> Option<&'a str> {
    candidates.into_iter().find(|dir| files.iter().any(|file| below(file, dir).is_some()))
}

fn entry(
    file: &str,
    app_dir: Option<&str>,
    pages_dir: Option<&str>,
    conventions: &Conventions,
) -> Option<Entry> {
    if let Some(path) = app_dir.and_then(|dir| below(file, dir)) {
        return app_entry(file, path, conventions);
    }
    if let Some(path) = pages_dir.and_then(|dir| below(file, dir)) {
        let kind = conventions.pages_file(path)?;
        let place = pages_key(conventions.strip_extension(path)?).to_owned();
        return Some(Entry {
            kind,
            pattern: Pattern::new(place.as_str()),
            file: file.to_owned(),
            url: place.clone(),
            place,
        });
    }
    let name = file.strip_prefix("src/").unwrap_or(file);
    let kind = conventions.root_file(name).filter(|_| !name.contains('/'))?;
    let url = "/".to_owned();
    Some(Entry { kind, pattern: Pattern::new("/"), file: file.to_owned(), place: String::new(), url })
}

fn app_entry(file: &str, path: &str, conventions: &Conventions) -> Option<Entry> {
    let kind = conventions.app_file(path)?;
    let (folder, name) = path.rsplit_once('/')?;
    // Next decodes `%5F`, and nothing else, so that a folder can have a URL that starts with an underscore.
    let place = folder.replace("%5F", "_");
    let url = if kind == EntryKind::Metadata {
        let generated = conventions.generated_metadata.contains(file);
        place_url(&metadata_url(&place, name, &conventions.page_extensions, generated))
    } else {
        place_url(&place)
    };
    Some(Entry { kind, pattern: Pattern::new(canonical(&url)), file: file.to_owned(), place, url })
}
