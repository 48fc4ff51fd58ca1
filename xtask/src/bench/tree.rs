//! Route trees of any size, the same every time.
//!
//! The tree grows one route at a time below a folder that is drawn at random: six in ten are static, three dynamic,
//! one a catch-all; of all routes 15% are handlers. Some folders stand in a group, and some have a layout, with or
//! without a slot. Static names are numbered, a folder has at most one child with a param, and every slot has a
//! default, so that Next accepts the whole.

use std::collections::BTreeMap;

/// The files of an app's `app` folder, from their path in the app to their text.
pub(crate) type Files = BTreeMap<String, String>;

/// Every tree grows from this number, so that runs can be compared.
const SEED: u64 = 7;

/// Deeper folders are rare in real apps.
const MAX_DEPTH: usize = 5;

const WORDS: &[&str] = &[
    "account", "billing", "docs", "invoices", "media", "orders", "projects", "reports", "settings", "teams",
];

/// A folder that more routes can be put below.
struct Folder {
    path: String,
    depth: usize,
    /// The names of the params on the way, without brackets.
    params: Vec<String>,
    has_single: bool,
    has_catch_all: bool,
}

/// A route to be, with the folder that it is in.
struct Route {
    folder: String,
    params: Vec<String>,
    /// Whether the last param stands for several segments.
    repeats: bool,
    /// Whether it may be left out.
    optional: bool,
}

/// A tree with exactly this many pages and handlers; at least one, the page of `/`.
pub(crate) fn grow(routes: usize) -> Files {
    let mut random = Random(SEED);
    let mut files = Files::new();
    files.insert("app/layout.tsx".to_owned(), layout(false));
    files.insert("app/page.tsx".to_owned(), page(&Route::new("app".to_owned(), Vec::new())));
    // At the root all is static: with a param there, most routes would soon start with one.
    let root =
        Folder { has_single: true, has_catch_all: true, ..Folder::new("app".to_owned(), 0, Vec::new()) };
    let mut folders = vec![root];
    for number in 1..routes {
        let parent = random.below(folders.len());
        let route = draw(&mut random, &mut folders, parent, number);
        push_route(&mut random, &mut files, &route);
    }
    files
}

/// Draws the next route below a folder, and keeps its own folder if it can have children.
fn draw(random: &mut Random, folders: &mut Vec<Folder>, parent: usize, number: usize) -> Route {
    let kind = random.below(100);
    let folder = &mut folders[parent];
    let mut params = folder.params.clone();
    if kind >= 90 && !folder.has_catch_all {
        params.push("rest".to_owned());
        // An optional catch-all answers for the folder around it too, which therefore has no page of its own.
        let optional = random.chance(50);
        let path = if optional {
            format!("{}/{}-{number}/[[...rest]]", folder.path, random.word())
        } else {
            folder.has_catch_all = true;
            format!("{}/[...rest]", folder.path)
        };
        return Route { folder: path, params, repeats: true, optional };
    }
    let path = if kind >= 60 && !folder.has_single {
        folder.has_single = true;
        let param = format!("id{}", params.len() + 1);
        let path = format!("{}/[{param}]", folder.path);
        params.push(param);
        path
    } else {
        let group = if random.chance(12) { format!("/(group-{number})") } else { String::new() };
        format!("{}{group}/{}-{number}", folder.path, random.word())
    };
    let depth = folder.depth + 1;
    if depth < MAX_DEPTH {
        folders.push(Folder::new(path.clone(), depth, params.clone()));
    }
    Route::new(path, params)
}

fn push_route(random: &mut Random, files: &mut Files, route: &Route) {
    let folder = &route.folder;
    if random.chance(15) {
        files.insert(format!("{folder}/route.ts"), handler(route));
        return;
    }
    files.insert(format!("{folder}/page.tsx"), page(route));
    match random.below(100) {
        // Next takes a slot of a catch-all's layout for a slot of every URL that the catch-all matches.
        0..4 if !route.repeats => {
            files.insert(format!("{folder}/layout.tsx"), layout(true));
            files.insert(format!("{folder}/@panel/default.tsx"), element("null"));
            files.insert(format!("{folder}/@panel/page.tsx"), element("<aside />"));
        }
        4..12 => drop(files.insert(format!("{folder}/layout.tsx"), layout(false))),
        12..16 => drop(files.insert(format!("{folder}/loading.tsx"), element("<p>Loading</p>"))),
        _ => {}
    }
}

fn page(route: &Route) -> String {
    if route.params.is_empty() {
        return element("<main />");
    }
    let names = route.params.join(", ");
    let shown: String = route.params.iter().map(|name| format!("{{{name}}}")).collect();
    format!(
        "export default async function Page(props: {{ params: Promise<{}> }}) {{\n  const {{ {names} }} = await \
         props.params;\n  return <main>{shown}</main>;\n}}\n",
        route.params_type()
    )
}

fn handler(route: &Route) -> String {
    format!(
        "import {{ NextResponse }} from \"next/server\";\n\nexport async function GET(_: Request, context: {{ params: \
         Promise<{}> }}) {{\n  return NextResponse.json({{ params: await context.params }});\n}}\n",
        route.params_type()
    )
}

fn layout(has_slot: bool) -> String {
    let (slot, shown) = if has_slot { ("; panel: ReactNode", "{props.panel}") } else { ("", "") };
    format!(
        "import type {{ ReactNode }} from \"react\";\n\nexport default function Layout(props: {{ children: \
         ReactNode{slot} }}) {{\n  return <section>{{props.children}}{shown}</section>;\n}}\n"
    )
}

fn element(jsx: &str) -> String {
    format!("export default function Element() {{\n  return {jsx};\n}}\n")
}

impl Folder {
    fn new(path: String, depth: usize, params: Vec<String>) -> Self {
        Self { path, depth, params, has_single: false, has_catch_all: false }
    }
}

impl Route {
    fn new(folder: String, params: Vec<String>) -> Self {
        Self { folder, params, repeats: false, optional: false }
    }

    fn params_type(&self) -> String {
        if self.params.is_empty() {
            return "{}".to_owned();
        }
        let fields = self.params.iter().enumerate().map(|(index, name)| {
            let last = index + 1 == self.params.len();
            let mark = if last && self.optional { "?" } else { "" };
            let list = if last && self.repeats { "[]" } else { "" };
            format!("{name}{mark}: string{list}")
        });
        format!("{{ {} }}", fields.collect::<Vec<_>>().join("; "))
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): a few lines, and the same numbers on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, and without, `end`. Its bias is far below anything that a tree could show.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }
}

#[cfg(test)]
mod tests {
    use rutter_routes::{Conventions, RouteTree};

    use super::*;

    #[test]
    fn a_tree_has_the_routes_that_were_asked_for_and_no_problem() {
        for size in [1, 2, 100, 1_000, 5_000] {
            let files: Vec<String> = grow(size).into_keys().collect();
            let tree = RouteTree::build(&files, &Conventions::default());
            assert_eq!(tree.problems, [], "{size} routes");
            assert_eq!(tree.routes.app.len() + tree.routes.handler.len(), size);
        }
    }

    #[test]
    fn a_large_tree_has_every_kind_of_route() {
        let files: Vec<String> = grow(1_000).into_keys().collect();
        let tree = RouteTree::build(&files, &Conventions::default());
        let with = |text: &str| tree.routes.app.iter().filter(|route| route.as_str().contains(text)).count();
        let handlers = tree.routes.handler.len();
        assert!((130..170).contains(&handlers), "{handlers} handlers");
        assert!(with("[id1]") > 200, "{}", with("[id1]"));
        assert!(with("/[...rest]") > 10 && with("/[[...rest]]") > 10);
        assert!(tree.slots.iter().filter(|layout| !layout.slots.is_empty()).count() > 10);
        assert!(files.iter().any(|file| file.contains("/(group-")));
    }

    #[test]
    fn a_tree_is_the_same_every_time() {
        assert_eq!(grow(300), grow(300));
    }
}
