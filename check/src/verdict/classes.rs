//! What becomes of functions, of classes and of their instances.

use rutter_syntax::facts::{
    Class, ClassMember, ClassMemberKind, DeclaratorId, Facts, FunctionId, Node, PatternKind, PropertyKey,
};

use super::{Channel, Reason};
use crate::rules::environments::returns_element;
use crate::value::{At, ClassValue, Evaluator, Instance, Place, Scope, Shape, Source, Thunk};

/// How many classes one may extend, one after the other.
const LONGEST_CHAIN: usize = 16;

/// What becomes of an instance.
#[derive(Debug)]
pub(crate) enum Fate<'a> {
    /// It crosses.
    Fine,
    /// It crosses if what it holds does.
    Holds(Vec<Thunk<'a>>),
    /// It crosses if what it resolves to does.
    Resolves(Vec<Thunk<'a>>),
    /// It arrives as something less, if what it holds crosses.
    Lossy(Reason, Vec<Thunk<'a>>),
    /// It cannot cross as it is.
    Offends(Reason),
    /// It cannot be told.
    Unknown,
}

/// What Flight knows a class of the language by.
#[derive(Debug, Clone, Copy)]
enum Native {
    Fine,
    Holds,
    Resolves,
    /// What arrives in its place.
    Lossy(&'static str),
    /// An error, which goes to the client only.
    Error,
}

/// The classes that Flight has a case of its own for, or that are iterated. All others are judged by their members.
fn native(name: &str) -> Option<Native> {
    Some(match name {
        "Date" | "ArrayBuffer" | "DataView" | "Int8Array" | "Uint8Array" | "Uint8ClampedArray"
        | "Int16Array" | "Uint16Array" | "Int32Array" | "Uint32Array" | "Float32Array" | "Float64Array"
        | "BigInt64Array" | "BigUint64Array" | "Blob" | "FormData" | "ReadableStream" => Native::Fine,
        "Map" | "Set" | "ReadonlyMap" | "ReadonlySet" | "AsyncGenerator" | "AsyncIterable"
        | "AsyncIterator" | "AsyncIterableIterator" => Native::Holds,
        "Promise" | "PromiseLike" => Native::Resolves,
        "Array" | "ReadonlyArray" => Native::Lossy("a plain array"),
        "Iterator" | "Iterable" | "IterableIterator" | "Generator" | "IteratorObject" | "ArrayIterator"
        | "MapIterator" | "SetIterator" | "StringIterator" | "RegExpStringIterator" => {
            Native::Lossy("an iterator that can be read once")
        }
        "Float16Array" => Native::Lossy("a plain array"),
        "File" => Native::Lossy("a `Blob`, without its name"),
        "Error" | "AggregateError" | "EvalError" | "RangeError" | "ReferenceError" | "SyntaxError"
        | "TypeError" | "URIError" | "DOMException" => Native::Error,
        _ => return None,
    })
}

/// What becomes of an instance. Of its class and those that it extends the first that says something decides.
pub(crate) fn fate<'a>(evaluator: &Evaluator<'_, 'a>, channel: Channel, instance: &Instance<'a>) -> Fate<'a> {
    let name = name_of(evaluator.facts(instance.class.source), instance);
    if channel == Channel::Json {
        return Fate::Offends(Reason::Instance(name));
    }
    let mut class = instance.class;
    let mut scope = instance.scope.clone();
    let mut behaves = false;
    for _ in 0..LONGEST_CHAIN {
        let facts = evaluator.facts(class.source);
        let it = &facts[class.id];
        if let (Source::Prelude(_), Some(own)) = (class.source, it.name)
            && let Some(native) = native(&facts[own])
        {
            return of_native(native, channel, name, arguments(facts, it, class, &scope));
        }
        let members = || facts[it.members].iter().filter(|member| !member.is_static);
        if members().any(|member| is_named(facts, member, "toJSON")) {
            return Fate::Offends(Reason::ToJson(Some(name)));
        }
        if members().any(|member| is_named(facts, member, "then")) {
            return Fate::Resolves(vec![Thunk::unknown()]);
        }
        if members().any(|member| is_by_symbol(facts, member, "iterator")) {
            return Fate::Lossy(Reason::Lossy(name, "a plain array"), vec![Thunk::unknown()]);
        }
        if members().any(|member| is_by_symbol(facts, member, "asyncIterator")) {
            return Fate::Holds(vec![Thunk::unknown()]);
        }
        behaves |= members().any(is_behaviour);
        let Some(extends) = it.extends else {
            return if instance.made || behaves {
                Fate::Offends(Reason::Instance(name))
            } else {
                Fate::Unknown
            };
        };
        let Shape::Class(base) = evaluator.expr(class.with(extends), &scope).shape else {
            return Fate::Unknown;
        };
        scope = scope_of_base(evaluator, class, &scope, &base);
        class = base.at;
    }
    Fate::Unknown
}

/// What a function is, when it is one that cannot cross: a component, by its name and what it returns, or any other.
pub(crate) fn reason_of_function(evaluator: &Evaluator<'_, '_>, at: At<FunctionId>) -> Reason {
    let facts = evaluator.facts(at.source);
    let name = name_of_function(facts, at.id).map(str::to_owned);
    let is_capitalised = name.as_ref().is_some_and(|name| name.starts_with(|it: char| it.is_ascii_uppercase()));
    let is_bodiless = matches!(at.source, Source::Prelude(_));
    if is_capitalised && (is_bodiless || returns_element(facts, at.id)) {
        return Reason::Component(name);
    }
    Reason::Function(name)
}

/// Whether a function has something like `'use server'` that does not count: misspelled, misplaced or in parentheses.
pub(crate) fn is_meant_as_action(evaluator: &Evaluator<'_, '_>, at: At<FunctionId>) -> bool {
    let facts = evaluator.facts(at.source);
    let says_server = |text: &str| text.to_ascii_lowercase().contains("server");
    let mut strays = facts.stray_strings.iter().filter(|stray| stray.function == Some(at.id));
    let mut directives = facts[facts[at.id].directives].iter();
    strays.any(|stray| says_server(&facts[stray.text]))
        || directives.any(|directive| says_server(&facts[directive.text]))
}

/// What a class is, when it is itself given: a component, if it renders.
pub(crate) fn reason_of_class(evaluator: &Evaluator<'_, '_>, class: &ClassValue<'_>) -> Reason {
    let facts = evaluator.facts(class.at.source);
    let class = &facts[class.at.id];
    let name = class.name.map(|name| facts[name].to_owned());
    let renders = facts[class.members].iter().any(|it| !it.is_static && is_named(facts, it, "render"));
    if renders && class.extends.is_some() { Reason::Component(name) } else { Reason::Class(name) }
}

/// The name of the type that is declared somewhere.
pub(crate) fn name_of_declared(evaluator: &Evaluator<'_, '_>, place: Place) -> Option<String> {
    let facts = evaluator.facts(place.source);
    let mut declarations = facts.type_declarations.iter();
    let found = declarations.find(|declaration| declaration.span.contains(place.id))?;
    Some(facts[found.name].to_owned())
}

fn name_of(facts: &Facts, instance: &Instance<'_>) -> String {
    facts[instance.class.id].name.map_or("a class", |name| &facts[name]).to_owned()
}

fn of_native<'a>(native: Native, channel: Channel, name: String, parts: Vec<Thunk<'a>>) -> Fate<'a> {
    match native {
        Native::Fine => Fate::Fine,
        Native::Holds => Fate::Holds(parts),
        Native::Resolves => Fate::Resolves(parts),
        Native::Lossy(arrives) => Fate::Lossy(Reason::Lossy(name, arrives), parts),
        Native::Error if channel == Channel::ToServer => Fate::Offends(Reason::Instance(name)),
        Native::Error => {
            Fate::Lossy(Reason::Lossy(name, "an error that says nothing in production"), Vec::new())
        }
    }
}

fn is_named(facts: &Facts, member: &ClassMember, wanted: &str) -> bool {
    !member.optional && matches!(member.key, PropertyKey::Name(name) if &facts[name] == wanted)
}

/// Whether a member is `[Symbol.name]`.
fn is_by_symbol(facts: &Facts, member: &ClassMember, name: &str) -> bool {
    matches!(member.key, PropertyKey::Computed(key) if facts.member_path(key).is_some_and(|it| it == ["Symbol", name]))
}

/// Whether a member is one that no plain object has.
fn is_behaviour(member: &ClassMember) -> bool {
    use ClassMemberKind::{Getter, Method, Setter};
    member.is_private || matches!(member.kind, Method(_) | Getter(_) | Setter(_))
}

/// The type arguments of a class.
fn arguments<'a>(facts: &Facts, class: &Class, at: At<impl Copy>, scope: &Scope<'a>) -> Vec<Thunk<'a>> {
    let bindings = facts[class.type_parameters].iter().filter_map(|parameter| parameter.binding);
    let argument = |id| scope.get(At::new(at.source, id)).cloned().unwrap_or_else(Thunk::unknown);
    bindings.map(argument).collect()
}

/// What the type parameters of a base class stand for.
fn scope_of_base<'a>(
    evaluator: &Evaluator<'_, 'a>,
    class: At<rutter_syntax::facts::ClassId>,
    scope: &Scope<'a>,
    base: &ClassValue<'a>,
) -> Scope<'a> {
    let facts = evaluator.facts(class.source);
    let base_facts = evaluator.facts(base.at.source);
    let parameters = &base_facts[base_facts[base.at.id].type_parameters];
    let given = &facts[facts[class.id].extends_arguments];
    let mut inner = base.scope.clone();
    for (parameter, argument) in parameters.iter().zip(given) {
        if let Some(binding) = parameter.binding {
            inner = inner.with(base.at.with(binding), Thunk::Type(class.with(*argument), scope.clone()));
        }
    }
    inner
}

/// The name that a function is known by: its own, or that of the variable that holds it.
fn name_of_function(facts: &Facts, function: FunctionId) -> Option<&str> {
    if let Some(name) = facts[function].name {
        return Some(&facts[name]);
    }
    let Node::Expr(expr) = facts[function].parent else { return None };
    let held_by = |declarator: DeclaratorId| match facts[facts[declarator].pattern].kind {
        PatternKind::Binding(binding) => Some(&facts[facts[binding].name]),
        _ => None,
    };
    match facts.parent(expr) {
        Node::Declarator(declarator) => held_by(declarator),
        _ => None,
    }
}
