//! Metadata files: icons, social images, `sitemap`, `robots`, `manifest`. They serve URLs of their own.

use crate::entry::{is_group, is_slot};
use crate::pattern::raw_segments;

const IMAGES: [(&str, &[&str]); 4] = [
    ("icon", &["ico", "jpg", "jpeg", "png", "svg"]),
    ("apple-icon", &["jpg", "jpeg", "png"]),
    ("opengraph-image", &["jpg", "jpeg", "png", "gif"]),
    ("twitter-image", &["jpg", "jpeg", "png", "gif"]),
];

/// Whether a file is a metadata file (Next 16.4: `isMetadataRouteFile`). `path` is relative to the app folder and
/// starts with `/`. `favicon`, `robots` and `manifest` count at the root only; images may end in one digit.
pub(crate) fn is_metadata_file(path: &str, page_extensions: &[String]) -> bool {
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    let Some((stem, _)) = name.split_once('.') else { return false };
    let extension = &name[stem.len() + 1..];
    let is_page = page_extensions.iter().any(|known| known == extension);
    let at_root = folder.is_empty();
    match stem {
        "favicon" => at_root && extension == "ico",
        "robots" => at_root && (is_page || extension == "txt"),
        "manifest" => at_root && (is_page || matches!(extension, "webmanifest" | "json")),
        "sitemap" => is_page || extension == "xml",
        _ => {
            let base = stem.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(stem);
            let image = IMAGES.iter().find(|(known, _)| *known == base);
            image.is_some_and(|(_, extensions)| is_page || extensions.contains(&extension))
        }
    }
}

/// The URL pattern that a metadata file serves, with groups and slots still in `place`, its folder (`/(shop)/x`).
///
/// Below a group or a slot an image's URL gets a suffix made from the folder, since two groups may hold an `icon`
/// each (Next 16.4: `getMetadataRouteSuffix`). A file that generates several items serves one URL for each.
pub(crate) fn metadata_url(
    place: &str,
    file_name: &str,
    page_extensions: &[String],
    generated: bool,
) -> String {
    let (stem, extension) = file_name.split_once('.').unwrap_or((file_name, ""));
    let is_page = page_extensions.iter().any(|known| known == extension);
    let suffix = if stem == "sitemap" { String::new() } else { folder_suffix(place) };
    let served = match (stem, is_page) {
        ("robots", true) => "robots.txt".to_owned(),
        ("manifest", true) => "manifest.webmanifest".to_owned(),
        ("sitemap", true) if generated => "sitemap".to_owned(),
        ("sitemap", true) => "sitemap.xml".to_owned(),
        (_, true) => format!("{stem}{suffix}"),
        (_, false) => format!("{stem}{suffix}.{extension}"),
    };
    let tail = if generated { "/[__metadata_id__]" } else { "" };
    format!("{place}/{served}{tail}")
}

fn folder_suffix(place: &str) -> String {
    let folder = if place.is_empty() { "/" } else { place };
    if raw_segments(folder).any(|segment| is_group(segment) || is_slot(segment)) {
        format!("-{}", six_base36_digits(djb2(folder)))
    } else {
        String::new()
    }
}

/// Bernstein's hash, over UTF-16 code units as JavaScript sees them.
fn djb2(text: &str) -> u32 {
    text.encode_utf16().fold(5381, |hash: u32, unit| hash.wrapping_mul(33).wrapping_add(u32::from(unit)))
}

fn six_base36_digits(mut number: u32) -> String {
    let mut digits = Vec::new();
    while number > 0 {
        digits.push(char::from_digit(number % 36, 36).unwrap_or_default());
        number /= 36;
    }
    digits.iter().rev().take(6).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_metadata_file, metadata_url};

    fn extensions() -> Vec<String> {
        ["tsx", "ts"].map(str::to_owned).to_vec()
    }

    #[test]
    fn names() {
        let yes = [
            "/favicon.ico",
            "/robots.ts",
            "/robots.txt",
            "/manifest.json",
            "/a/sitemap.xml",
            "/a/sitemap.ts",
            "/icon.svg",
            "/icon1.png",
            "/a/apple-icon.png",
            "/a/opengraph-image.tsx",
            "/a/twitter-image2.gif",
        ];
        let no = [
            "/a/favicon.ico",
            "/a/robots.txt",
            "/a/manifest.json",
            "/icon12.png",
            "/icon.txt",
            "/my-icon.png",
            "/icon",
            "/robots.txt/route.ts",
            "/opengraph-image.alt.txt",
            "/icon.test.tsx",
        ];
        for path in yes {
            assert!(is_metadata_file(path, &extensions()), "{path}");
        }
        for path in no {
            assert!(!is_metadata_file(path, &extensions()), "{path}");
        }
    }

    /// The suffixes are those that Next 16.4.6 gave.
    #[test]
    fn urls() {
        let table = [
            ("", "icon.tsx", false, "/icon"),
            ("", "icon.png", false, "/icon.png"),
            ("/(g)", "icon.tsx", false, "/(g)/icon-yj9kvg"),
            ("/(g)/x", "opengraph-image.tsx", false, "/(g)/x/opengraph-image-xg7fjn"),
            ("/@only", "icon.tsx", false, "/@only/icon-xxdaeu"),
            ("/(g)", "sitemap.ts", false, "/(g)/sitemap.xml"),
            ("", "sitemap.ts", true, "/sitemap/[__metadata_id__]"),
            ("", "robots.ts", false, "/robots.txt"),
            ("", "manifest.ts", false, "/manifest.webmanifest"),
        ];
        for (place, name, generated, url) in table {
            assert_eq!(metadata_url(place, name, &extensions(), generated), url);
        }
    }
}
