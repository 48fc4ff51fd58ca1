//! Whether Next's compiler looks for actions and cached functions in a module, and what it says of them there.
//!
//! It does so for what the App Router reaches. In the server graph it makes them; in the client graph it refuses them,
//! but for a file that is made of them as a whole. In the Pages Router these directives mean nothing. A file that no
//! route reaches is looked at as if a server component imported it.

use rutter_syntax::facts::{
    ClassMember, ClassMemberKind, ExprId, ExprKind, Facts, FunctionId, FunctionKind, Node, PropertyKey,
    PropertyKind,
};
use rutter_syntax::graph::Environment;

use super::sites::{Form, Site, sites};
use super::text::Meaning;
use crate::context::ModuleContext;

/// Whether the directives `'use server'` and `'use cache'` mean anything in a module.
pub(super) fn is_compiled(module: &ModuleContext<'_>) -> bool {
    is_in_app(module) || !Environment::ALL.into_iter().any(|it| module.in_environment(it))
}

/// Whether functions with a directive of their own are made into actions and cached functions in a module. In a module
/// that both environments reach they are, and are refused too.
pub(super) fn takes_functions(module: &ModuleContext<'_>) -> bool {
    let is_server = module.in_environment(Environment::Server) && !module.is_boundary();
    is_server || is_compiled(module) && !refuses_functions(module)
}

/// Whether functions with a directive of their own are refused in a module: it runs in the client, and is not as a
/// whole made of actions or cached functions.
pub(super) fn refuses_functions(module: &ModuleContext<'_>) -> bool {
    module.in_environment(Environment::Client) && file_meaning(module.facts).is_none()
}

/// `'use server'` or `'use cache'` at the top of a file.
pub(super) fn file_meaning(facts: &Facts) -> Option<Meaning<'_>> {
    let meanings = facts.directives.iter().map(|directive| Meaning::of(&facts[directive.text]));
    meanings.into_iter().find(|meaning| matches!(meaning, Meaning::Server | Meaning::Cache(_)))
}

/// Whether a function is a method, getter or setter of a class's instances. A `#private` one is not among them: Next
/// does not look at it as a method.
pub(super) fn is_instance_method(facts: &Facts, function: FunctionId) -> bool {
    facts[function].kind == FunctionKind::ClassMethod { is_static: false }
        && member(facts, function).is_some_and(|member| {
            !matches!(member.kind, ClassMemberKind::Constructor(_))
                && !matches!(member.key, PropertyKey::Private(_))
        })
}

/// Whether a function is a constructor, in which Next looks for no directive.
pub(super) fn is_constructor(facts: &Facts, function: FunctionId) -> bool {
    matches!(facts[function].kind, FunctionKind::ClassMethod { .. })
        && member(facts, function)
            .is_some_and(|member| matches!(member.kind, ClassMemberKind::Constructor(_)))
}

/// Whether a function is a getter or setter, of a class or of an object.
pub(super) fn is_accessor(facts: &Facts, function: FunctionId) -> bool {
    match facts[function].parent() {
        Node::Class(_) => member(facts, function).is_some_and(|member| {
            matches!(member.kind, ClassMemberKind::Getter(_) | ClassMemberKind::Setter(_))
        }),
        Node::Expr(expr) => is_accessor_value(facts, expr),
        _ => false,
    }
}

fn is_accessor_value(facts: &Facts, value: ExprId) -> bool {
    let Node::Expr(object) = facts[value].parent() else { return false };
    let ExprKind::Object(properties) = facts[object].kind else { return false };
    let is_accessor = |kind| matches!(kind, PropertyKind::Getter | PropertyKind::Setter);
    facts[properties].iter().any(|property| property.value == value && is_accessor(property.kind()))
}

/// Whether Next refuses a directive as one of a method, and says nothing else of it.
pub(super) fn is_of_instance_method(facts: &Facts, site: &Site<'_>) -> bool {
    site.form == Form::Directive
        && matches!(site.meaning, Meaning::Server | Meaning::Cache(_))
        && site.function.is_some_and(|function| is_instance_method(facts, function))
}

/// Whether Next refuses a directive of a cached function for what is around it, and says nothing of its kind: it is of a
/// method, or stands behind a `'use server'` of the same function or file.
pub(super) fn is_refused_otherwise(facts: &Facts, site: &Site<'_>) -> bool {
    let is_action_before = |other: Site<'_>| {
        other.form == Form::Directive
            && other.meaning == Meaning::Server
            && other.function == site.function
            && other.span < site.span
    };
    is_of_instance_method(facts, site) || sites(facts).any(is_action_before)
}

/// The functions of a module that a directive makes into something that the client refuses, each with the first
/// directive that is meant. In the client Next takes a string for a directive wherever it stands among the statements
/// of a function's body.
pub(super) fn refused_functions<'f>(
    module: &ModuleContext<'f>,
    is_meant: impl Fn(&Site<'f>) -> bool,
) -> Vec<(Site<'f>, FunctionId)> {
    if !refuses_functions(module) {
        return Vec::new();
    }
    let facts = module.facts;
    let mut found: Vec<(Site<'f>, FunctionId)> = Vec::new();
    for site in
        sites(facts).filter(|site| matches!(site.form, Form::Directive | Form::Late) && is_meant(site))
    {
        let last = found.last().map(|(_, function)| *function);
        let Some(function) = site.function.filter(|function| last != Some(*function)) else { continue };
        if !is_constructor(facts, function) && !is_of_instance_method(facts, &site) {
            found.push((site, function));
        }
    }
    found
}

/// The methods of instances that a directive is to make into something else. Of several directives of a method, Next
/// tells of the first.
pub(super) fn methods_with_directive<'f>(
    module: &ModuleContext<'f>,
    is_meant: impl Fn(Meaning<'f>) -> bool,
) -> Vec<FunctionId> {
    let facts = module.facts;
    if facts.rare.classes.is_empty() || !is_compiled(module) {
        return Vec::new();
    }
    let mut last = None;
    let directives = sites(facts).filter(|site| is_of_instance_method(facts, site));
    let firsts = directives.filter(|site| last.replace(site.function) != Some(site.function));
    firsts.filter(|site| is_meant(site.meaning)).filter_map(|site| site.function).collect()
}

fn member(facts: &Facts, function: FunctionId) -> Option<&ClassMember> {
    let Node::Class(class) = facts[function].parent() else { return None };
    facts[facts[class].members].iter().find(|member| match member.kind {
        ClassMemberKind::Constructor(id)
        | ClassMemberKind::Method(id)
        | ClassMemberKind::Getter(id)
        | ClassMemberKind::Setter(id) => id == function,
        ClassMemberKind::Field { .. } => false,
    })
}

fn is_in_app(module: &ModuleContext<'_>) -> bool {
    module.in_environment(Environment::Server) || module.in_environment(Environment::Client)
}
