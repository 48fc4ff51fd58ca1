//! The cases in `next_config/*.md`: a config, and all that is read of it.
//!
//! A case is a heading, a fenced block with the config, whose info string ends in the file's name, and a fenced
//! `text` block with the answer. Keys that are absent are left out.

use rutter_syntax::next_config::{CustomRoute, NextConfig, Note, Setting};
use rutter_syntax::read_next_config;

const FILES: [(&str, &str); 7] = [
    ("exports.md", include_str!("next_config/exports.md")),
    ("values.md", include_str!("next_config/values.md")),
    ("plugins.md", include_str!("next_config/plugins.md")),
    ("conditions.md", include_str!("next_config/conditions.md")),
    ("changes.md", include_str!("next_config/changes.md")),
    ("custom_routes.md", include_str!("next_config/custom_routes.md")),
    ("errors.md", include_str!("next_config/errors.md")),
];

#[test]
fn every_case_reads_as_written() {
    let mut failures = Vec::new();
    let mut count = 0;
    for (file, text) in FILES {
        for case in cases(text) {
            count += 1;
            let actual = render(&read_next_config(case.file_name, &case.config));
            if actual != case.expected {
                failures.push(format!("{file}: {}\n```text\n{actual}```", case.title));
            }
        }
    }
    assert!(count > 50, "only {count} cases were found");
    assert!(failures.is_empty(), "{} of {count} cases differ\n\n{}", failures.len(), failures.join("\n\n"));
}

struct Case<'t> {
    title: &'t str,
    file_name: &'t str,
    config: String,
    expected: String,
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    let mut lines = text.lines();
    let mut title = "";
    let mut config: Option<(&str, String)> = None;
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            title = heading;
        } else if let Some(info) = line.strip_prefix("```") {
            let block: String =
                lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
            if info == "text" {
                let (file_name, config) = config.take().expect("a `text` block follows a config");
                cases.push(Case { title, file_name, config, expected: block });
            } else {
                let file_name = info.split_whitespace().last().expect("a config block names its file");
                config = Some((file_name, block));
            }
        }
    }
    assert!(config.is_none(), "the config of `{title}` has no answer");
    cases
}

fn render(config: &NextConfig) -> String {
    let mut lines = Vec::new();
    if let Some(error) = &config.error {
        lines.push(format!("error {}: {}", error.position, error.message));
        assert_eq!(config.notes, [], "a file with a syntax error has no notes");
        assert!(config.page_extensions.is_unknown() && config.rewrites.is_unknown());
        return lines.iter().map(|line| format!("{line}\n")).collect();
    }
    let mut unknown = Vec::new();
    let mut absent = 0;
    let mut setting = |name: &'static str, value: Option<String>| match value.as_deref() {
        None => absent += 1,
        Some("unknown") => unknown.push(name),
        Some(value) => lines.push(format!("{name}: {value}")),
    };
    setting("page_extensions", debug(&config.page_extensions));
    setting("base_path", debug(&config.base_path));
    setting("trailing_slash", debug(&config.trailing_slash));
    setting("skip_trailing_slash_redirect", debug(&config.skip_trailing_slash_redirect));
    setting("dist_dir", debug(&config.dist_dir));
    setting("output", debug(&config.output));
    setting(
        "i18n",
        text(&config.i18n, |i18n| {
            let mut line = format!("{:?} default {:?}", i18n.locales, i18n.default_locale);
            let domains = text(&i18n.domains, |domains| {
                let domain = |d: &rutter_syntax::next_config::I18nDomain| {
                    format!("{} default {:?} {:?}", d.domain, d.default_locale, d.locales)
                };
                domains.iter().map(domain).collect::<Vec<_>>().join(", ")
            });
            if let Some(domains) = domains {
                line.push_str(&format!(" domains {domains}"));
            }
            line
        }),
    );
    setting("typed_routes", debug(&config.typed_routes));
    setting("cache_components", debug(&config.cache_components));
    setting("cache_life", debug(&config.cache_life));
    setting("cache_handlers", debug(&config.cache_handlers));
    setting("loose_route_matching", debug(&config.loose_route_matching));
    setting("experimental.strict_route_types", debug(&config.experimental.strict_route_types));
    setting("experimental.global_not_found", debug(&config.experimental.global_not_found));
    setting("experimental.auth_interrupts", debug(&config.experimental.auth_interrupts));
    setting("experimental.use_cache", debug(&config.experimental.use_cache));
    setting("experimental.taint", debug(&config.experimental.taint));
    setting("experimental.typed_env", debug(&config.experimental.typed_env));
    let complete = |is_complete: bool| if is_complete { "" } else { " (incomplete)" };
    setting(
        "redirects",
        text(&config.redirects, |list| format!("{} routes{}", list.routes.len(), complete(list.is_complete))),
    );
    setting(
        "rewrites",
        text(&config.rewrites, |lists| {
            let count = lists.before_files.len() + lists.after_files.len() + lists.fallback.len();
            format!("{count} routes{}", complete(lists.is_complete))
        }),
    );
    match unknown.as_slice() {
        [] => {}
        [_, _, _, _, _, _, ..] if absent == 0 => lines.push("unknown: all others".to_owned()),
        names => lines.push(format!("unknown: {}", names.join(", "))),
    }
    let mut routes = |name: &str, routes: &[CustomRoute]| {
        lines.extend(routes.iter().map(|one| format!("  {name} {}", route(one))));
    };
    if let Setting::Known(list) = &config.redirects {
        routes("redirect", &list.routes);
    }
    if let Setting::Known(lists) = &config.rewrites {
        routes("before", &lists.before_files);
        routes("after", &lists.after_files);
        routes("fallback", &lists.fallback);
    }
    lines.extend(config.notes.iter().map(note));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn debug<T: std::fmt::Debug>(setting: &Setting<T>) -> Option<String> {
    text(setting, |value| format!("{value:?}"))
}

fn text<T>(setting: &Setting<T>, known: impl FnOnce(&T) -> String) -> Option<String> {
    match setting {
        Setting::Absent => None,
        Setting::Known(value) => Some(known(value)),
        Setting::Unknown { .. } => Some("unknown".to_owned()),
    }
}

fn route(route: &CustomRoute) -> String {
    let mut line = route.source.clone();
    if let Some(destination) = debug(&route.destination) {
        line.push_str(&format!(" -> {destination}"));
    }
    for (name, flag) in
        [("permanent", &route.permanent), ("basePath", &route.base_path), ("locale", &route.locale)]
    {
        if let Some(value) = debug(flag) {
            line.push_str(&format!(" {name}={value}"));
        }
    }
    if route.is_conditional {
        line.push_str(" conditional");
    }
    line
}

fn note(note: &Note) -> String {
    format!("note {}: {note}", note.position)
}
