//! `directive-ignored`: something that can only be meant as a directive, of which Next takes no notice.

use rutter_syntax::facts::Facts;

use super::compiled::{is_compiled, is_constructor};
use super::directive_wrapped::refused;
use super::edits::put_right;
use super::sites::{Form, Site, sites};
use super::text::{Known, Meaning};
use crate::context::ModuleContext;
use crate::finding::{Edit, Findings};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "directive-ignored",
    group: Group::Directives,
    summary: "a string looks like a directive and does nothing",
    level: Level::Warning,
    fix: FixKind::Suggestion,
    page: include_str!("../../../docs/directive-ignored.md"),
    check,
};

/// A string that Next does not notice.
struct Ignored {
    /// The directive that is meant.
    meant: String,
    /// What is wrong with it, as the end of a sentence that starts with it.
    what: &'static str,
    why: &'static str,
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for site in sites(facts) {
        let Some(Ignored { meant, what, why }) = ignored(facts, &site) else { continue };
        if meant != "use client" && !is_compiled(module) {
            continue;
        }
        let written =
            if site.form == Form::Template { site.text.to_owned() } else { format!("'{}'", site.text) };
        let finding = findings.report(site.span, format!("`{written}` {what}"));
        finding.why(why).help(help(facts, &site, &meant));
        if let Some(edits) = written_right(facts, &site, &meant) {
            finding.fix(format!("write `'{meant}'`"), edits);
        }
    }
}

fn ignored(facts: &Facts, site: &Site<'_>) -> Option<Ignored> {
    const DIRECTIVE: &str = "a directive is one of `'use client'`, `'use server'` and `'use cache'`, letter by letter; \
                             Next takes no notice of anything else, and says nothing";
    let meant = match site.meaning {
        Meaning::Client => "use client".to_owned(),
        Meaning::Server => "use server".to_owned(),
        Meaning::Cache(_) => site.text.to_owned(),
        Meaning::Unnoticed(meant) => meant.to_owned(),
        Meaning::Misspelled(known) if matches!(site.form, Form::Wrapped | Form::LateAndWrapped) => {
            known.spelling()
        }
        Meaning::Misspelled(Known::Server | Known::Cache(_)) | Meaning::Other => return None,
    };
    let is_exact = meant == site.text;
    let (what, why) = match site.form {
        Form::Template => (
            "in back-ticks is no directive",
            "a directive is a string in single or double quotes; Next takes no notice of one in back-ticks, and says nothing",
        ),
        Form::Nested if is_exact => (
            "stands in a block, where it does nothing",
            "a directive is about a file or a function, and stands before everything else there; Next takes no notice \
             of one in a block, and says nothing",
        ),
        Form::Nested => return None,
        _ if site.function.is_some() && meant == "use client" => (
            "stands in a function, where it does nothing",
            "the directive is about a file; Next takes no notice of it in a function, and says nothing",
        ),
        _ if !is_exact && matches!(site.meaning, Meaning::Unnoticed(_)) => ("is no directive", DIRECTIVE),
        Form::Directive if site.function.is_some_and(|function| is_constructor(facts, function)) => (
            "stands in a constructor, where it does nothing",
            "a constructor cannot be called from elsewhere; Next takes no notice of a directive in one, and says nothing",
        ),
        Form::Wrapped | Form::LateAndWrapped if meant != "use client" && refused(site).is_none() => (
            "is written in parentheses and no directive",
            "a string in parentheses is an expression; Next takes no notice of this one, and says nothing",
        ),
        _ => return None,
    };
    Some(Ignored { meant, what, why })
}

fn help(facts: &Facts, site: &Site<'_>, meant: &str) -> String {
    match (site.form, site.function) {
        (_, Some(_)) if meant == "use client" => {
            "write `'use client'` at the top of the file, or move the function to a file that has it"
                .to_owned()
        }
        (Form::Nested, _) => {
            format!("write `'{meant}'` before all other code of the file or the function, or remove it")
        }
        (_, Some(function)) if is_constructor(facts, function) => "remove it".to_owned(),
        _ => format!("write `'{meant}'` before all other code, in quotes and in lower case"),
    }
}

/// The directive where it should be. It makes the file or function what it has not been so far, so it is a suggestion.
fn written_right(facts: &Facts, site: &Site<'_>, meant: &str) -> Option<Vec<Edit>> {
    match site.function {
        Some(_) if meant == "use client" => None,
        Some(function) if is_constructor(facts, function) => None,
        _ => put_right(facts, site, meant),
    }
}
