//! The names of per-route files: readable, different from each other, and valid on every file system.

use std::collections::{BTreeMap, BTreeSet};

use rutter_routes::Pattern;

/// File names have 255 bytes at most on common file systems; the rest is for `.gen.ts` and what tools append.
const LONGEST: usize = 200;

/// What Windows takes for a device, whatever follows the first dot.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The stem of each route's file: `/blog/[slug]` gives `blog.[slug]`, `/` gives `index`.
///
/// Segments are joined by dots. Whatever is not a letter, a digit, `-`, `_` or a bracket is written `~` and the
/// hexadecimal digits of its UTF-8 bytes, except the dots of a catch-all. File systems that ignore case, and macOS,
/// which mixes up the ways to write an accent, see no two names as one: where two would only differ by case, the later
/// route in Next's order gets `~2` appended, and so on.
pub(crate) fn route_files<'a>(
    patterns: impl IntoIterator<Item = &'a Pattern>,
) -> BTreeMap<&'a Pattern, String> {
    let patterns: BTreeSet<&Pattern> = patterns.into_iter().collect();
    module_files(patterns.into_iter().map(|pattern| (pattern, stem(pattern))))
}

/// The stem of each module's file, from the name that it should have: of at most [`LONGEST`] bytes, no device of Windows,
/// and different from those before it also where case does not count.
pub(crate) fn module_files<K: Ord>(modules: impl IntoIterator<Item = (K, String)>) -> BTreeMap<K, String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut names = BTreeMap::new();
    for (module, asked) in modules {
        let stem = possible(asked);
        let candidates = (1..).map(|n| if n == 1 { stem.clone() } else { format!("{stem}~{n}") });
        if let Some(name) = candidates.into_iter().find(|name| taken.insert(name.to_lowercase())) {
            names.insert(module, name);
        }
    }
    names
}

fn stem(pattern: &Pattern) -> String {
    let segments: Vec<String> =
        pattern.as_str().split('/').filter(|segment| !segment.is_empty()).map(escape).collect();
    if segments.is_empty() { "index".to_owned() } else { segments.join(".") }
}

/// A stem that file systems take.
fn possible(mut stem: String) -> String {
    if stem.len() > LONGEST {
        let cut = (0..=LONGEST).rev().find(|at| stem.is_char_boundary(*at)).unwrap_or(0);
        stem = format!("{}~{:016x}", &stem[..cut], fnv1a(&stem));
    }
    let device = stem.split('.').next().is_some_and(|first| DEVICES.contains(&first.to_lowercase().as_str()));
    if device { format!("~{stem}") } else { stem }
}

fn escape(segment: &str) -> String {
    let dots = segment.find("...").filter(|_| segment.starts_with("[...") || segment.starts_with("[[..."));
    let mut escaped = String::with_capacity(segment.len());
    for (at, c) in segment.char_indices() {
        let catch_all = dots.is_some_and(|start| (start..start + 3).contains(&at));
        if catch_all || c.is_alphanumeric() || matches!(c, '-' | '_' | '[' | ']') {
            escaped.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                escaped.push_str(&format!("~{byte:02x}"));
            }
        }
    }
    escaped
}

/// The 64-bit FNV-1a hash: the same on every machine and in every version, unlike the standard library's.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::route_files;
    use rutter_routes::Pattern;

    fn names(routes: &[&str]) -> Vec<String> {
        let patterns: Vec<Pattern> = routes.iter().map(|route| Pattern::new(*route)).collect();
        let names = route_files(&patterns);
        patterns.iter().map(|pattern| names[pattern].clone()).collect()
    }

    #[test]
    fn a_name_is_the_route_with_dots() {
        let table = [
            ("/", "index"),
            ("/blog/[slug]", "blog.[slug]"),
            ("/docs/[[...path]]", "docs.[[...path]]"),
            ("/[...all]/x", "[...all].x"),
            ("/feed.xml", "feed~2exml"),
            ("/a b/c:d", "a~20b.c~3ad"),
            ("/q?x*", "q~3fx~2a"),
            ("/aux/x", "~aux.x"),
            ("/Con", "~Con"),
            ("/ü", "ü"),
            ("/u\u{308}", "u~cc~88"),
        ];
        for (route, name) in table {
            assert_eq!(names(&[route]), [name], "{route}");
        }
    }

    #[test]
    fn no_two_routes_share_a_name() {
        assert_eq!(names(&["/a.b", "/a/b"]), ["a~2eb", "a.b"]);
        assert_eq!(names(&["/", "/index"]), ["index", "index~2"]);
        assert_eq!(names(&["/foo", "/Foo", "/FOO"]), ["foo~3", "Foo~2", "FOO"]);
    }

    #[test]
    fn a_long_route_still_has_a_name_of_its_own() {
        let long = format!("/{}", "é".repeat(300));
        let names = names(&[&format!("{long}a"), &format!("{long}b")]);
        assert_ne!(names[0], names[1]);
        assert!(names.iter().all(|name| name.len() < 230));
    }
}
