//! Folders and files beside the route tree: where the routers lie, `public`, the proxy, root layouts, root params.

use std::collections::BTreeSet;

use super::list;
use crate::conventions::{Conventions, NextVersion, below};
use crate::entry::{Entry, EntryKind};
use crate::pattern::raw_segments;
use crate::problem::{Problem, ProblemCode};
use crate::tree::RouteTree;

pub(super) fn check(
    tree: &RouteTree,
    files: &[&str],
    conventions: &Conventions,
    problems: &mut Vec<Problem>,
) {
    router_folders(tree, files, problems);
    public_files(tree, problems);
    proxy(tree, problems);
    misplaced(tree, problems);
    root_layouts(tree, problems);
    if conventions.next >= NextVersion::V16 {
        root_param_names(tree, problems);
    }
}

fn router_folders(tree: &RouteTree, files: &[&str], problems: &mut Vec<Problem>) {
    match (&tree.app_dir, &tree.pages_dir) {
        (None, None) => {
            let message =
                "there is no `app`, `src/app`, `pages` or `src/pages` folder with a file in it".to_owned();
            let help = "run Rutter in the folder of a Next.js app, or name that folder as the app's `path` in rutter.toml";
            problems.push(Problem::new(ProblemCode::NoRoutesFolder, [""; 0], message, help));
        }
        (Some(app), Some(pages)) if app.starts_with("src/") != pages.starts_with("src/") => {
            let message = format!("{} lie in different folders", list([app, pages]));
            let help = "move one of them, so that both lie beside `next.config` or both in `src`";
            problems.push(Problem::new(
                ProblemCode::RouterFoldersApart,
                [app.clone(), pages.clone()],
                message,
                help,
            ));
        }
        _ => {}
    }
    for (taken, ignored) in [(&tree.app_dir, "src/app"), (&tree.pages_dir, "src/pages")] {
        let Some(taken) = taken.as_deref().filter(|taken| *taken != ignored) else { continue };
        if files.iter().any(|file| below(file, ignored).is_some()) {
            let message = format!("`{ignored}` is ignored because `{taken}` exists");
            let help = "merge the two folders: Next reads only the one beside `next.config`";
            problems.push(Problem::new(ProblemCode::ShadowedFolder, [ignored], message, help));
        }
    }
}

fn public_files(tree: &RouteTree, problems: &mut Vec<Problem>) {
    if tree.public_files.iter().any(|file| file.starts_with("/_next/")) {
        let message =
            "`public/_next` would hide Next's own files, which are served below `/_next`".to_owned();
        problems.push(Problem::new(
            ProblemCode::PublicNextFolder,
            ["public/_next"],
            message,
            "rename the folder",
        ));
    }
    for page in
        tree.entries.iter().filter(|entry| matches!(entry.kind, EntryKind::PagesPage | EntryKind::PagesApi))
    {
        let route = page.pattern.as_str();
        let served = if route == "/" { "/index" } else { route };
        if tree.public_files.contains(served) {
            let file = format!("public{served}");
            let message = format!("`{file}` has the URL of the page `{route}`");
            let help = "rename the file or the page";
            problems.push(Problem::new(
                ProblemCode::PublicFileConflict,
                [page.file.clone(), file],
                message,
                help,
            ));
        }
    }
}

fn proxy(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let here = |kind| tree.entries_of(kind).find(|entry| is_in_place(tree, entry));
    let (Some(proxy), Some(middleware)) = (here(EntryKind::Proxy), here(EntryKind::Middleware)) else {
        return;
    };
    let files = [proxy.file.as_str(), middleware.file.as_str()];
    let message = format!("{} are both present, and Next runs only one of them", list(files));
    let help = "move what the middleware does into the proxy and remove it: `middleware` is the older name of `proxy`";
    problems.push(Problem::new(ProblemCode::ProxyAndMiddleware, files, message, help));
}

fn misplaced(tree: &RouteTree, problems: &mut Vec<Problem>) {
    for kind in [EntryKind::Proxy, EntryKind::Middleware, EntryKind::Instrumentation] {
        // A file in the right place is the one meant; another of that name may be an ordinary module.
        if tree.entries_of(kind).any(|entry| is_in_place(tree, entry)) {
            continue;
        }
        for entry in tree.entries_of(kind) {
            let Some(router) = tree.app_dir.as_ref().or(tree.pages_dir.as_ref()) else { continue };
            let message = format!("`{}` is ignored: Next reads it only beside `{router}`", entry.file);
            let name = entry.file.rsplit('/').next().unwrap_or_default();
            let help = if router.starts_with("src/") {
                format!("move it to `src/{name}`")
            } else {
                format!("move it to `{name}`, beside `next.config`")
            };
            problems.push(Problem::new(ProblemCode::MisplacedFile, [entry.file.as_str()], message, &help));
        }
    }
}

/// Whether a file of the app's own folder or of `src` lies where the routers lie.
fn is_in_place(tree: &RouteTree, entry: &Entry) -> bool {
    let routers_in_src =
        tree.app_dir.as_ref().or(tree.pages_dir.as_ref()).is_some_and(|dir| dir.starts_with("src/"));
    entry.file.starts_with("src/") == routers_in_src
}

fn root_layouts(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let layouts: BTreeSet<&str> =
        tree.entries_of(EntryKind::Layout).map(|entry| entry.place.as_str()).collect();
    let bare: Vec<&str> = tree
        .entries_of(EntryKind::Page)
        .filter(|page| !folders_upwards(&page.place).any(|folder| layouts.contains(folder)))
        .map(|page| page.file.as_str())
        .collect();
    if bare.is_empty() {
        return;
    }
    let app = tree.app_dir.as_deref().unwrap_or("app");
    let message = format!(
        "no layout renders `<html>` and `<body>` for {}",
        if bare.len() == 1 { "this page".to_owned() } else { format!("these {} pages", bare.len()) }
    );
    // Where other pages have root layouts of their own, one above them all would render `<html>` twice.
    let folder = if layouts.is_empty() { String::new() } else { common_folder(&bare, app) };
    let help = format!("add `{app}{folder}/layout.tsx`");
    problems.push(Problem::new(ProblemCode::NoRootLayout, bare, message, &help));
}

/// The deepest folder below `app` that holds all files, with its leading `/`; groups and slots count as folders.
fn common_folder(files: &[&str], app: &str) -> String {
    let folders = |file: &str| {
        let path = below(file, app).and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
        raw_segments(path).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut common: Option<Vec<String>> = None;
    for file in files {
        let own = folders(file);
        common = Some(match common {
            None => own,
            Some(common) => common.into_iter().zip(own).take_while(|(a, b)| a == b).map(|(a, _)| a).collect(),
        });
    }
    common.unwrap_or_default().iter().flat_map(|folder| ["/", folder]).collect()
}

/// A folder and those above it, the root (the empty place) last.
fn folders_upwards(place: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(place), |place| place.rfind('/').map(|at| &place[..at]))
}

fn root_param_names(tree: &RouteTree, problems: &mut Vec<Problem>) {
    for param in tree.root_params.iter().filter(|param| !param.is_identifier()) {
        let name = &param.name;
        let has_it = |entry: &&Entry| entry.pattern.params().iter().any(|known| known.name == *name);
        let files = tree.entries_of(EntryKind::Layout).filter(has_it).map(|entry| entry.file.as_str());
        let message = format!(
            "the root param `{name}` becomes a function of that name in `next/root-params`, and it cannot be the name of a function"
        );
        let help =
            "rename the folder so that the param is a JavaScript identifier, for example in camel case";
        problems.push(Problem::new(ProblemCode::RootParamName, files, message, help));
    }
}
