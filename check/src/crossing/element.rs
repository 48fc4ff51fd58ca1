//! The elements of a module whose props cross.

use rutter_syntax::facts::{
    BindingKind, ExprId, ExprKind, Facts, Jsx, JsxAttribute, JsxTag, PropertyKey, PropertyKind,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, ModuleOrigin, Target};

use super::{Crossing, Prop, PropName};
use crate::context::ModuleContext;
use crate::value::{At, ClientExport, Evaluator, Scope, Shape, Source};
use crate::verdict::Verdict;

/// Next's own components that hand their props on to a client component (Next 16.4.6).
const OF_NEXT: [&str; 5] = ["next/form", "next/image", "next/legacy/image", "next/link", "next/script"];

/// The elements, with what is given to them, in the order of the text. Nothing is judged yet.
pub(super) fn elements(module: &ModuleContext<'_>) -> Vec<Crossing> {
    let facts = module.facts;
    let evaluator = Evaluator::new(module.project, Environment::Server);
    let of_jsx = facts.jsx.iter().filter_map(|jsx| {
        let (tag, component) = rendered(module, &evaluator, jsx.tag)?;
        Some(Crossing { expr: jsx.expr, tag, component, props: props(facts, jsx) })
    });
    let mut elements: Vec<Crossing> = of_jsx.collect();
    if facts.imports.iter().any(|import| facts.specifier(import.request) == "react") {
        elements.extend(calls(module, &evaluator));
    }
    elements.sort_by_key(|element| (facts[element.expr].span.start, element.expr));
    elements
}

/// What a tag renders: how it is written and which client component it is, none for an element of the document. None
/// for what is rendered on the server.
fn rendered<'a>(
    module: &ModuleContext<'a>,
    evaluator: &Evaluator<'_, 'a>,
    tag: JsxTag,
) -> Option<(String, Option<ClientExport>)> {
    match tag {
        JsxTag::Host(name) => Some((module.facts[name].to_owned(), None)),
        JsxTag::Fragment => None,
        JsxTag::Component(tag) => {
            let component = client_component(module, evaluator, tag)?;
            Some((written(module.facts, tag), Some(component)))
        }
    }
}

fn props(facts: &Facts, jsx: &Jsx) -> Vec<Prop> {
    let attributes = facts[jsx.attributes].iter().filter_map(|attribute| match *attribute {
        // React keeps the key as text, and gives it to nobody.
        JsxAttribute::Named { name, .. } if &facts[name] == "key" => None,
        JsxAttribute::Named { name, value, span } => {
            Some(Prop { name: PropName::Named(name), span, value, verdict: Verdict::default() })
        }
        JsxAttribute::Spread { value, span } => {
            Some(Prop { name: PropName::Spread, span, value: Some(value), verdict: Verdict::default() })
        }
    });
    let children = facts[jsx.children].iter().map(|child| child_of(facts, *child));
    attributes.chain(children).collect()
}

fn child_of(facts: &Facts, child: ExprId) -> Prop {
    Prop {
        name: PropName::Children,
        span: facts[child].span,
        value: Some(child),
        verdict: Verdict::default(),
    }
}

/// `createElement(Menu, props, ...children)` and `cloneElement(<Menu />, props)`.
fn calls<'a>(module: &ModuleContext<'a>, evaluator: &Evaluator<'_, 'a>) -> Vec<Crossing> {
    let facts = module.facts;
    let mut found = Vec::new();
    for (expr, it) in facts.exprs.iter_ids() {
        let ExprKind::Call { callee, arguments, .. } = it.kind else { continue };
        let [first, rest @ ..] = &facts[arguments] else { continue };
        let target = if facts.is_import_of(callee, "react", "createElement") {
            created(module, evaluator, *first)
        } else if facts.is_import_of(callee, "react", "cloneElement") {
            cloned(module, evaluator, *first)
        } else {
            continue;
        };
        let Some((tag, component)) = target else { continue };
        let mut props = rest.first().map_or_else(Vec::new, |props| given(facts, *props));
        props.extend(rest.iter().skip(1).map(|child| child_of(facts, *child)));
        found.push(Crossing { expr, tag, component, props });
    }
    found
}

fn created<'a>(
    module: &ModuleContext<'a>,
    evaluator: &Evaluator<'_, 'a>,
    component: ExprId,
) -> Option<(String, Option<ClientExport>)> {
    let facts = module.facts;
    match facts.string(component) {
        Some(host) => Some((host.to_owned(), None)),
        None => Some((written(facts, component), Some(client_component(module, evaluator, component)?))),
    }
}

fn cloned<'a>(
    module: &ModuleContext<'a>,
    evaluator: &Evaluator<'_, 'a>,
    element: ExprId,
) -> Option<(String, Option<ClientExport>)> {
    match module.facts[module.facts.without_types(element)].kind {
        ExprKind::Jsx(jsx) => rendered(module, evaluator, module.facts[jsx].tag),
        _ => None,
    }
}

/// The props of an object: each of its own where it is written down, else all in one.
fn given(facts: &Facts, object: ExprId) -> Vec<Prop> {
    let spread = |value: ExprId| Prop {
        name: PropName::Spread,
        span: facts[value].span,
        value: Some(value),
        verdict: Verdict::default(),
    };
    let ExprKind::Object(properties) = facts[facts.without_types(object)].kind else {
        return vec![spread(object)];
    };
    let props = facts[properties].iter().filter_map(|property| match (property.kind(), property.key()) {
        (PropertyKind::Spread, _) => Some(spread(property.value)),
        (PropertyKind::Getter | PropertyKind::Setter, _) => None,
        (_, PropertyKey::Name(name)) => Some(Prop {
            name: PropName::Named(name),
            span: property.span,
            value: Some(property.value),
            verdict: Verdict::default(),
        }),
        _ => None,
    });
    props.collect()
}

/// The client component that an expression stands for.
fn client_component<'a>(
    module: &ModuleContext<'a>,
    evaluator: &Evaluator<'_, 'a>,
    tag: ExprId,
) -> Option<ClientExport> {
    let facts = module.facts;
    if let Some(origin) = facts.origin(tag)
        && OF_NEXT.contains(&origin.specifier)
        && origin.export == Some("default")
    {
        return Some(ClientExport { module: None, name: origin.specifier.to_owned() });
    }
    if !may_be_client(facts, tag) {
        return None;
    }
    if let Some((package, export)) = export_of_package(module, tag) {
        // Its code tells what belongs to the client; its types, which the evaluator would read, do not.
        return match module.project.graph.follow(package, export, Environment::Server) {
            ExportOrigin::ClientBoundary { module, export } => {
                Some(ClientExport { module: Some(module), name: export })
            }
            _ => None,
        };
    }
    match evaluator.ask().expr(At::new(Source::Module(module.id), tag), &Scope::default()).shape {
        Shape::Client(export) => Some((*export).clone()),
        _ => None,
    }
}

/// The module of an installed package and its export that an expression stands for: `Root` of a package's own, or of
/// what it exports as a namespace, `Accordion.Root`.
fn export_of_package<'a>(module: &ModuleContext<'a>, tag: ExprId) -> Option<(ModuleId, &'a str)> {
    let graph = module.project.graph;
    let facts = module.facts;
    let (object, property) = match facts[tag].kind {
        ExprKind::Member { object, property, .. } => (facts.origin(object), Some(&facts[property])),
        _ => (None, None),
    };
    let named = object.and_then(|origin| Some((origin, origin.export?)));
    let origin = named.map_or_else(|| facts.origin(tag), |(origin, _)| Some(origin))?;
    let Target::Module(target) = graph.target(module.id, origin.request, Environment::Server) else {
        return None;
    };
    if graph[target].origin != ModuleOrigin::Package {
        return None;
    }
    let Some((_, export)) = named else { return Some((target, origin.export?)) };
    match graph.follow(target, export, Environment::Server) {
        ExportOrigin::Namespace { module } => Some((module, property?)),
        // A member of a component is none of the exports.
        _ => Some((target, "")),
    }
}

/// Whether a name may stand for something of a client module: it is imported, or the value of a variable.
fn may_be_client(facts: &Facts, tag: ExprId) -> bool {
    match facts[tag].kind {
        ExprKind::Name { binding: Some(binding), .. } => {
            matches!(facts[binding].kind, BindingKind::Import(_) | BindingKind::Variable { .. })
        }
        ExprKind::Member { .. } => true,
        _ => false,
    }
}

fn written(facts: &Facts, tag: ExprId) -> String {
    match facts[facts.without_types(tag)].kind {
        ExprKind::Name { name, .. } => facts[name].to_owned(),
        ExprKind::Member { object, property, .. } => {
            format!("{}.{}", written(facts, object), &facts[property])
        }
        _ => "..".to_owned(),
    }
}
