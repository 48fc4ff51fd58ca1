//! A URL as a path inside an app: without origin, base path, locale, query and trailing slash.

use rutter_routes::as_sent;
use rutter_syntax::AppConfig;

/// Where a URL lies. Paths are as sent, without a trailing slash.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Located {
    /// Outside the app's base path.
    Outside {
        /// The whole path.
        sent: String,
    },
    /// In the app.
    Inside(Inside),
}

/// A URL of the app.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Inside {
    /// The whole path.
    pub(crate) sent: String,
    /// The path without the base path.
    pub(crate) below_base_path: String,
    /// The path without base path and locale.
    pub(crate) path: String,
    /// The locale that it names, of those in `i18n`.
    pub(crate) locale: Option<String>,
    /// Where Next redirects to first, because the URL's last slash does not fit `trailingSlash`.
    pub(crate) slash_redirect: Option<String>,
}

/// Takes a URL or a path apart. `locales` are those that stand before a path without being part of a route.
pub(crate) fn locate(url: &str, config: &AppConfig, locales: &[String]) -> Result<Located, &'static str> {
    let path = match url.split_once("://") {
        Some((scheme, rest)) if scheme.chars().all(|c| c.is_ascii_alphanumeric()) => {
            rest.find('/').map_or("/", |at| &rest[at..])
        }
        _ => url,
    };
    let path = as_sent(path.split(['?', '#']).next().unwrap_or_default());
    if !path.starts_with('/') {
        return Err("it must start with `/`, or with a scheme such as `https://`");
    }
    let sent = without_slash(&path);
    let Some(below_base_path) = strip_base(&sent, &config.base_path) else {
        return Ok(Located::Outside { sent });
    };
    let slash_redirect = slash_redirect(&path, config.trailing_slash);
    let slash_redirect = slash_redirect.filter(|_| !config.skip_trailing_slash_redirect);
    let below_base_path = below_base_path.to_owned();
    let (locale, path) = strip_locale(&below_base_path, locales);
    Ok(Located::Inside(Inside { sent, below_base_path, path, locale, slash_redirect }))
}

fn without_slash(path: &str) -> String {
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() { "/".to_owned() } else { trimmed.to_owned() }
}

fn strip_base<'u>(path: &'u str, base_path: &str) -> Option<&'u str> {
    match path.strip_prefix(base_path)? {
        "" => Some("/"),
        rest if rest.starts_with('/') => Some(rest),
        _ => None,
    }
}

/// A path whose last segment has a dot is a file to Next, and never gets a slash.
fn slash_redirect(path: &str, trailing_slash: bool) -> Option<String> {
    let has_slash = path.ends_with('/');
    let is_file = path.trim_end_matches('/').rsplit('/').next().is_some_and(|last| last.contains('.'));
    match (trailing_slash && !is_file, has_slash) {
        _ if path == "/" => None,
        (true, false) => Some(format!("{path}/")),
        (false, true) => Some(path.trim_end_matches('/').to_owned()),
        _ => None,
    }
}

/// Next compares locales without regard to case.
fn strip_locale(path: &str, locales: &[String]) -> (Option<String>, String) {
    let first = path.split('/').nth(1).unwrap_or_default();
    match locales.iter().find(|locale| locale.eq_ignore_ascii_case(first)) {
        Some(locale) => {
            let rest = &path[1 + first.len()..];
            (Some(locale.clone()), if rest.is_empty() { "/".to_owned() } else { rest.to_owned() })
        }
        None => (None, path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use rutter_routes::NextVersion;
    use rutter_syntax::AppConfig;

    use super::{Located, locate};

    fn config(base_path: &str, trailing_slash: bool, locales: &[&str]) -> AppConfig {
        AppConfig {
            next_version: NextVersion::NEWEST,
            base_path: base_path.to_owned(),
            trailing_slash,
            skip_trailing_slash_redirect: false,
            locales: locales.iter().map(|locale| (*locale).to_owned()).collect(),
            default_locale: None,
            typed_routes: false,
            strict_route_types: false,
            dist_dir: ".next".to_owned(),
            cache_life: Vec::new(),
            page_extensions: Vec::new(),
            cache_components: None,
            static_export: None,
            use_cache: None,
            cache_handlers: None,
            taint: None,
        }
    }

    #[test]
    fn urls() {
        let plain = config("", false, &[]);
        let full = config("/docs", true, &["en", "de-AT"]);
        let table = [
            (&plain, "/blog/hello?x=1#y", "/blog/hello", None, None),
            (&plain, "https://example.com/blog/", "/blog", None, Some("/blog")),
            (&plain, "http://localhost:3000", "/", None, None),
            (&plain, "/café/a b", "/caf%C3%A9/a%20b", None, None),
            (&full, "/docs", "/", None, Some("/docs/")),
            (&full, "/docs/de-at/a/", "/a", Some("de-AT"), None),
            (&full, "/docs/a.txt", "/a.txt", None, None),
        ];
        for (config, url, path, locale, redirect) in table {
            let Ok(Located::Inside(inside)) = locate(url, config, &config.locales) else { panic!("{url}") };
            assert_eq!(inside.path, path, "{url}");
            assert_eq!(inside.locale.as_deref(), locale, "{url}");
            assert_eq!(inside.slash_redirect.as_deref(), redirect, "{url}");
        }
        assert_eq!(locate("/docs2", &full, &[]), Ok(Located::Outside { sent: "/docs2".to_owned() }));
        assert!(locate("blog", &plain, &[]).is_err());
    }
}
