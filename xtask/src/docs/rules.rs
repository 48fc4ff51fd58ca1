//! `docs/rules.md`: every rule of `rutter check`, with a link to its page.

use std::fmt::Write as _;

use rutter_check::{FixKind, Group, rules};

const INTRODUCTION: &str = "# Rules

What `rutter check` looks for. Each rule has a page with examples, which `rutter explain RULE` shows too. A rule marked
`off` is asked for in `rutter.toml`: `[check] rules = { redundant-use-client = \"warning\" }`. *Fix* says what is offered:
`safe` is applied by `rutter check --fix`, `suggestion` is for an editor to offer. The mistakes of the route tree itself,
which are reported along with these, are in [problems.md](problems.md).
";

pub(super) fn text() -> String {
    let mut text = INTRODUCTION.to_owned();
    for group in Group::ALL {
        let mut of_group = rules().iter().filter(|rule| rule.group == group).peekable();
        if of_group.peek().is_none() {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n## {}\n\n| rule | what it reports | level | fix |\n|---|---|---|---|\n",
            group.title()
        );
        for rule in of_group {
            let fix = match rule.fix {
                FixKind::None => "",
                FixKind::Safe => "safe",
                FixKind::Suggestion => "suggestion",
            };
            let (name, level) = (rule.name, rule.level.as_str());
            let summary = rule.summary.replace('|', "\\|");
            let _ = writeln!(text, "| [{name}](../check/docs/{name}.md) | {summary} | {level} | {fix} |");
        }
    }
    text
}
