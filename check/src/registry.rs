//! All rules.

use std::sync::LazyLock;

use crate::rule::Rule;
use crate::rules::{directives, environments, exports, requests, run, shapes, values};

static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let groups = [
        directives::RULES,
        environments::RULES,
        exports::RULES,
        shapes::RULES,
        values::RULES,
        requests::RULES,
        run::RULES,
    ];
    let mut all = groups.concat();
    all.sort_by_key(|rule| rule.name);
    all
});

/// Every rule, sorted by name.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    &ALL
}

/// The rule of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    let index = ALL.binary_search_by_key(&name, |rule| rule.name).ok()?;
    ALL.get(index).copied()
}

/// The rule whose name is nearest to one that no rule has, if one is near enough to be meant.
#[must_use]
pub fn nearest(name: &str) -> Option<&'static Rule> {
    find(rutter_project::config::nearest(name, ALL.iter().map(|rule| rule.name))?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::rule::Group;

    #[test]
    fn names_are_unique_and_a_near_miss_finds_the_rule() {
        let names: BTreeSet<&str> = rules().iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), rules().len());
        assert_eq!(find("error-file-not-client").map(|rule| rule.name), Some("error-file-not-client"));
        assert_eq!(find("error-file-no-client"), None);
        assert_eq!(nearest("error_file_no_client"), find("error-file-not-client"));
        assert_eq!(nearest("x"), None);
    }

    /// The reader of a rule's name finds its code and its page by it.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test looks at the crate's own files")]
    fn every_rule_has_its_file_and_its_page() {
        let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
        for rule in rules() {
            let group = match rule.group {
                Group::Directives => "directives",
                Group::Environments => "environments",
                Group::Exports => "exports",
                Group::Shapes => "shapes",
                Group::Values => "values",
                Group::Requests => "requests",
                Group::Run => "run",
            };
            if rule.group != Group::Run {
                let code = format!("src/rules/{group}/{}.rs", rule.name.replace('-', "_"));
                assert!(crate_dir.join(&code).is_file(), "{code}");
            }
            let page = format!("docs/{}.md", rule.name);
            let text = std::fs::read_to_string(crate_dir.join(&page)).expect(&page);
            assert_eq!(text, rule.page, "the page of {} is another file's", rule.name);
            assert!(text.starts_with(&format!("# {}\n", rule.name)), "{page} starts with another heading");
            assert!(!rule.summary.ends_with('.'), "{}", rule.name);
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test looks at the crate's own files")]
    fn every_page_is_of_a_rule() {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
        for file in std::fs::read_dir(docs).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let rule = name.strip_suffix(".md").unwrap_or_default();
            assert!(rule == "README" || find(rule).is_some(), "docs/{name} is the page of no rule");
        }
    }
}
