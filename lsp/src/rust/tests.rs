//! Code that is being written: beginnings of the example's sources, and lines of them cut off.

use camino::Utf8Path;
use rutter_project::MemorySystem;

use super::RustFile;

const SOURCES: [&str; 4] = [
    include_str!("../../../examples/harbour/server/src/berths.rs"),
    include_str!("../../../examples/harbour/server/src/charts.rs"),
    include_str!("../../../examples/harbour/server/src/ships.rs"),
    include_str!("../../../examples/harbour/server/src/lib.rs"),
];
const FILE: &str = "/harbour/server/src/file.rs";

fn read(text: &str) -> RustFile {
    let disk = MemorySystem::with_files([
        ("/harbour/rutter.routes", include_str!("../../../examples/harbour/rutter.routes")),
        ("/harbour/server/Cargo.toml", "[package]\nname = \"server\"\n[dependencies]\nrutter = \"1\"\n"),
        (FILE, text),
    ]);
    RustFile::read(&disk, Utf8Path::new(FILE))
}

/// The ends of words and lines, and after each sign: where somebody stops.
fn stops(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter(|(_, char)| !char.is_alphanumeric()).map(|(at, _)| at)
}

#[test]
fn no_beginning_of_good_code_is_blamed() {
    for source in SOURCES {
        for end in stops(source).step_by(13).chain([source.len()]) {
            let last = source[..end].lines().last().unwrap_or_default();
            assert_eq!(read(&source[..end]).findings, [], "cut off behind {last:?}");
        }
    }
    assert!(SOURCES.iter().any(|source| !read(source).named.is_empty()));
}

#[test]
fn what_is_blamed_around_a_cut_line_is_a_place_of_the_text() {
    for source in SOURCES {
        for cut in stops(source).step_by(17) {
            let rest = source[cut..].find('\n').map_or(source.len(), |at| cut + at);
            let text = format!("{}{}", &source[..cut], &source[rest..]);
            for finding in read(&text).findings {
                assert!(
                    text.get(finding.span.clone()).is_some_and(|blamed| !blamed.is_empty()),
                    "{finding:?}"
                );
            }
        }
    }
}
