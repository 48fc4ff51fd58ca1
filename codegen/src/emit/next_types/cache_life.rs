//! `cache-life.d.ts`: an overload of `cacheLife` for each profile, Next's own and those of `next.config`.

use super::path;
use crate::file::GeneratedFile;
use crate::input::{CacheLife, Seconds};
use crate::model::Model;
use crate::writer::{Writer, quote};

const MINUTE: Seconds = 60;
const HOUR: Seconds = 60 * MINUTE;
const DAY: Seconds = 24 * HOUR;

/// From here on a span is "never" (Next 16.4: `INFINITE_CACHE`).
const NEVER: Seconds = 0xffff_fffe;

/// Next's own profiles: the name, and `stale`, `revalidate`, `expire` (Next 16.4: `defaultConfig.cacheLife`).
const PROFILES: [(&str, Option<Seconds>, Seconds, Seconds); 7] = [
    ("default", None, 15 * MINUTE, NEVER),
    ("seconds", Some(30), 1, MINUTE),
    ("minutes", Some(5 * MINUTE), MINUTE, HOUR),
    ("hours", Some(5 * MINUTE), HOUR, DAY),
    ("days", Some(5 * MINUTE), DAY, 7 * DAY),
    ("weeks", Some(5 * MINUTE), 7 * DAY, 30 * DAY),
    ("max", Some(5 * MINUTE), 30 * DAY, 365 * DAY),
];

pub(super) fn file(model: &Model<'_>) -> GeneratedFile {
    let profiles = profiles(&model.input.next.cache_life);
    let mut w = Writer::default();
    // Without an export, the block below would replace `next/cache` instead of adding to it.
    w.line("export {};");
    w.blank();
    w.block("declare module \"next/cache\" {", "}", |w| {
        w.block("export interface CacheLifeProfiles {", "}", |w| {
            for profile in &profiles {
                w.line(format!("{}: true;", quote(&profile.name)));
            }
        });
        for profile in &profiles {
            w.blank();
            w.line(format!("/** {} */", description(profile)));
            w.line(format!("export function cacheLife(profile: {}): void;", quote(&profile.name)));
        }
    });
    GeneratedFile::next(path(model, "cache-life.d.ts"), &w.finish())
}

fn profiles(configured: &[CacheLife]) -> Vec<CacheLife> {
    let own = PROFILES.map(|(name, stale, revalidate, expire)| CacheLife {
        name: name.to_owned(),
        stale,
        revalidate: Some(revalidate),
        expire: Some(expire),
    });
    let mut profiles = own.to_vec();
    for profile in configured {
        match profiles.iter_mut().find(|known| known.name == profile.name) {
            Some(known) => *known = profile.clone(),
            None => profiles.push(profile.clone()),
        }
    }
    profiles
}

fn description(profile: &CacheLife) -> String {
    let span = |seconds: Option<Seconds>| seconds.map_or_else(|| "inherited".to_owned(), print);
    let CacheLife { stale, revalidate, expire, .. } = profile;
    format!("stale: {}, revalidate: {}, expire: {}", span(*stale), span(*revalidate), span(*expire))
}

fn print(seconds: Seconds) -> String {
    if seconds >= NEVER {
        return "never".to_owned();
    }
    let units = [(DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1, "second")];
    let whole = units.into_iter().find(|(unit, _)| seconds > 0 && seconds.is_multiple_of(*unit));
    let (count, name) = whole.map_or((0, "second"), |(unit, name)| (seconds / unit, name));
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::{NEVER, print, profiles};
    use crate::input::CacheLife;

    #[test]
    fn a_span_is_told_in_its_largest_whole_unit() {
        let table = [
            (0, "0 seconds"),
            (1, "1 second"),
            (90, "90 seconds"),
            (900, "15 minutes"),
            (3600, "1 hour"),
            (604_800, "7 days"),
            (NEVER, "never"),
        ];
        for (seconds, text) in table {
            assert_eq!(print(seconds), text);
        }
    }

    #[test]
    fn a_configured_profile_replaces_the_one_of_its_name() {
        let named =
            |name: &str| CacheLife { name: name.to_owned(), stale: Some(7), revalidate: None, expire: None };
        let profiles = profiles(&[named("blog"), named("days")]);
        let names: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
        assert_eq!(names, ["default", "seconds", "minutes", "hours", "days", "weeks", "max", "blog"]);
        assert_eq!(profiles[4], named("days"));
    }
}
