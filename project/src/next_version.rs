//! Which version of Next an app uses.

use camino::Utf8Path;
use rutter_routes::NextVersion;

use crate::package::Package;
use crate::system::System;

/// The version that is installed, looked up as Node would; where none is installed, the lowest that the app's
/// `package.json` asks for. `None` where neither can be told (`latest`, `workspace:*`, `catalog:`, a tag).
pub fn next_version(system: &dyn System, app_dir: &Utf8Path) -> Option<NextVersion> {
    let read = |folder: &Utf8Path| Package::read(system, folder).ok().flatten();
    let installed = app_dir.ancestors().find_map(|folder| {
        let package = read(&folder.join("node_modules/next"))?;
        parse(package.version()?)
    });
    installed.or_else(|| parse(read(app_dir)?.next_range()?))
}

/// The first version in a text such as `16.4.6`, `^15.1.0`, `~14.2`, `>=13.4 <15`, `npm:next@15.0.0`.
fn parse(range: &str) -> Option<NextVersion> {
    let text = range.strip_prefix("npm:next@").unwrap_or(range);
    let text =
        text.trim_start_matches(|c: char| matches!(c, '^' | '~' | '>' | '=' | 'v') || c.is_whitespace());
    let mut parts = text.split(['.', '-', ' ', '|', '<', ',']);
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next().and_then(|minor| minor.parse().ok()).unwrap_or(0);
    Some(NextVersion { major, minor })
}

#[cfg(test)]
mod tests {
    use camino::Utf8Path;
    use rutter_routes::NextVersion;

    use super::{next_version, parse};
    use crate::MemorySystem;

    #[test]
    fn ranges() {
        let table = [
            ("16.4.6", Some((16, 4))),
            ("^15.1.0", Some((15, 1))),
            ("~14.2", Some((14, 2))),
            (">=13.4 <15", Some((13, 4))),
            ("15", Some((15, 0))),
            ("16.0.0-canary.3", Some((16, 0))),
            ("npm:next@15.0.0", Some((15, 0))),
            ("latest", None),
            ("catalog:", None),
            ("workspace:*", None),
            ("", None),
        ];
        for (range, expected) in table {
            let expected = expected.map(|(major, minor)| NextVersion { major, minor });
            assert_eq!(parse(range), expected, "{range}");
        }
    }

    #[test]
    fn what_is_installed_counts_more_than_what_is_asked_for() {
        let system = MemorySystem::with_files([
            ("/w/apps/a/package.json", r#"{"dependencies": {"next": "^15.0.0"}}"#),
            ("/w/apps/b/package.json", r#"{"dependencies": {"next": "^15.0.0"}}"#),
            ("/w/apps/a/node_modules/next/package.json", r#"{"version": "15.3.2"}"#),
        ]);
        let of = |dir| next_version(&system, Utf8Path::new(dir));
        assert_eq!(of("/w/apps/a"), Some(NextVersion { major: 15, minor: 3 }));
        assert_eq!(of("/w/apps/b"), Some(NextVersion { major: 15, minor: 0 }));
        assert_eq!(of("/w"), None);
    }
}
