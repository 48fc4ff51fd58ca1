//! `component-prop`.

use rutter_syntax::facts::ExprKind;

use super::offence::{Kind, Offence, offences};
use crate::context::ModuleContext;
use crate::finding::{Edit, Findings};
use crate::rule::{FixKind, Group, Level, Rule};
use crate::verdict::Reason;

pub(crate) static RULE: Rule = Rule {
    name: "component-prop",
    group: Group::Values,
    summary: "a component or a class itself is given to a client component",
    level: Level::Error,
    fix: FixKind::Suggestion,
    page: include_str!("../../../docs/component-prop.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for offence in offences(module, Kind::Component) {
        let rendered = offence.crossing.shown();
        let element = element(module, &offence);
        let help = match &element {
            None if matches!(offence.offender.reason, Reason::Class(_)) => {
                "pass what the client needs of it as plain data, or import it in the client module".to_owned()
            }
            _ if offence.is_of_package(module) => format!(
                "make a client component of your own that imports it and renders `{rendered}`, or pass an element where \
                 the prop takes one"
            ),
            Some((_, element)) => {
                format!("pass an element, `{element}`, or import the component in the module of `{rendered}`")
            }
            None => "pass an element of it, or import it in the client module".to_owned(),
        };
        let finding = offence.report(module, findings);
        finding.why(format!(
            "{}, which cannot be sent to the browser: {}",
            match offence.offender.reason {
                Reason::Class(_) => "a class is a function",
                _ => "a component of the server is a function",
            },
            offence.outcome("Functions cannot be passed directly to Client Components")
        ));
        finding.help(help);
        if let Some((edit, element)) = element {
            finding.fix(format!("pass the element `{element}`"), vec![edit]);
        }
    }
}

/// The element that could be given instead, where the component is given by its name to one of the app's own. Whether a
/// component of a package renders an element, only its documentation says.
fn element(module: &ModuleContext<'_>, offence: &Offence<'_>) -> Option<(Edit, String)> {
    if !offence.is_whole()
        || offence.is_of_package(module)
        || !matches!(offence.offender.reason, Reason::Component(_))
    {
        return None;
    }
    let value = offence.prop.value?;
    let ExprKind::Name { name, .. } = module.facts[value].kind else { return None };
    let name = &module.facts[name];
    if !name.starts_with(|it: char| it.is_ascii_uppercase()) {
        return None;
    }
    let element = format!("<{name} />");
    Some((Edit::replace(module.facts[value].span, element.clone()), element))
}
