//! What becomes of functions, of classes and of their instances.

use rutter_syntax::facts::{
    Binding, BindingKind, ClassMember, ClassMemberKind, DeclaratorId, Facts, FunctionId, Node, PatternKind,
    PropertyKey,
};

use super::{Channel, Reason};
use crate::infer::functions::returns_element;
use crate::value::{At, ClassValue, Evaluator, Instance, Place, Source, Thunk, Trail, Value};

/// The class of the prelude that stands for whatever comes out of JSON.
const PLAIN_DATA: &str = "PlainData";

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
    Resolves(Thunk<'a>),
    /// It arrives as something less, if what it holds crosses.
    Lossy(Reason, Option<Thunk<'a>>),
    /// What its `toJSON()` returns arrives in its place.
    Converted(Reason),
    /// It cannot cross as it is.
    Offends(Reason),
    /// It cannot be told.
    Unknown,
}

/// What Flight knows a class of the language by.
#[derive(Debug, Clone, Copy)]
enum Native {
    Fine,
    /// It holds what its type parameters say, so many of them.
    Holds(usize),
    Resolves,
    /// It arrives as something else, with what it is iterated for.
    Lossy(&'static str),
    /// It arrives as something else that holds the same.
    Renamed(&'static str),
    /// An error, which goes to the client only.
    Error,
}

/// The classes that Flight has a case of its own for, or that are iterated. All others are judged by their members.
fn native(name: &str) -> Option<Native> {
    Some(match name {
        "Date" | "ArrayBuffer" | "DataView" | "Int8Array" | "Uint8Array" | "Uint8ClampedArray"
        | "Int16Array" | "Uint16Array" | "Int32Array" | "Uint32Array" | "Float32Array" | "Float64Array"
        | "BigInt64Array" | "BigUint64Array" | "Blob" | "FormData" | "ReadableStream" | PLAIN_DATA => {
            Native::Fine
        }
        "Map" | "ReadonlyMap" => Native::Holds(2),
        "Set"
        | "ReadonlySet"
        | "AsyncGenerator"
        | "AsyncIterable"
        | "AsyncIterator"
        | "AsyncIterableIterator" => Native::Holds(1),
        "Promise" | "PromiseLike" => Native::Resolves,
        "Array" | "ReadonlyArray" | "Float16Array" | "String" => Native::Lossy("a plain array"),
        "Iterator" | "Iterable" => Native::Lossy("an iterator that can be read once"),
        "File" => Native::Renamed("a `Blob`, without its name"),
        "Error" | "DOMException" => Native::Error,
        _ => return None,
    })
}

/// What becomes of an instance, which is `value`. Of its class and those that it extends the first that says something
/// decides.
pub(crate) fn fate<'a>(
    evaluator: &Evaluator<'_, 'a>,
    channel: Channel,
    instance: &Instance<'a>,
    value: &Value<'a>,
) -> Fate<'a> {
    let name = name_of(evaluator.facts(instance.class.source), instance);
    if channel == Channel::Json && !evaluator.is_plain_data(instance) {
        return Fate::Offends(Reason::Instance(name));
    }
    let mut of = instance.clone();
    let mut behaves = false;
    for _ in 0..LONGEST_CHAIN {
        let facts = evaluator.facts(of.class.source);
        let class = &facts[of.class.id];
        let own = class.name.map(|name| &facts[name]).filter(|own| evaluator.is_global_class(of.class, own));
        if let Some(native) = own.and_then(native) {
            return of_native(evaluator, native, channel, name, &of, value);
        }
        let members = || facts[class.members].iter().filter(|member| !member.is_static);
        if members().any(|member| is_named(facts, member, "toJSON")) {
            return Fate::Converted(Reason::ToJson(Some(name)));
        }
        if members().any(|member| is_named(facts, member, "then")) {
            return Fate::Resolves(evaluator.awaited(value).into());
        }
        if members().any(|member| is_by_symbol(facts, member, "iterator")) {
            let items = evaluator.iterated(value).into();
            return Fate::Lossy(Reason::Lossy(name, "a plain array"), Some(items));
        }
        if members().any(|member| is_by_symbol(facts, member, "asyncIterator")) {
            return Fate::Holds(vec![evaluator.iterated_async(value).into()]);
        }
        behaves |= members().any(is_behaviour);
        if class.extends.is_none() {
            let is_certain = instance.made || behaves;
            return if is_certain { Fate::Offends(Reason::Instance(name)) } else { Fate::Unknown };
        }
        let Some(base) = evaluator.base(&of) else { return Fate::Unknown };
        of = base;
    }
    Fate::Unknown
}

/// What becomes of an instance `of` a class of the language, which may be a base of the value's own.
fn of_native<'a>(
    evaluator: &Evaluator<'_, 'a>,
    native: Native,
    channel: Channel,
    name: String,
    of: &Instance<'a>,
    value: &Value<'a>,
) -> Fate<'a> {
    match native {
        Native::Fine => Fate::Fine,
        Native::Holds(count) => {
            Fate::Holds((0..count).map(|index| evaluator.argument(of, index).into()).collect())
        }
        Native::Resolves => Fate::Resolves(evaluator.argument(of, 0).into()),
        Native::Lossy(arrives) => {
            Fate::Lossy(Reason::Lossy(name, arrives), Some(evaluator.iterated(value).into()))
        }
        Native::Renamed(arrives) => Fate::Lossy(Reason::Lossy(name, arrives), None),
        Native::Error if channel == Channel::ToServer => Fate::Offends(Reason::Instance(name)),
        Native::Error => Fate::Lossy(Reason::Lossy(name, "an error that says nothing in production"), None),
    }
}

/// What a function is, when it is one that cannot cross: a component, by its name and what it returns, or any other.
pub(crate) fn reason_of_function(evaluator: &Evaluator<'_, '_>, at: At<FunctionId>) -> Reason {
    let facts = evaluator.facts(at.source);
    let name = name_of_function(facts, at.id).map(str::to_owned);
    let is_capitalised =
        name.as_ref().is_some_and(|name| name.starts_with(|it: char| it.is_ascii_uppercase()));
    let is_bodiless = matches!(at.source, Source::Prelude(_));
    match (is_capitalised, returns_element(facts, at.id)) {
        (true, renders) if renders || is_bodiless => Reason::Component(name),
        (false, true) => Reason::Renderer(name),
        _ => Reason::Function(name),
    }
}

/// Whether a function has something like `'use server'` that does not count: misspelled, misplaced or in parentheses.
pub(crate) fn is_meant_as_action(evaluator: &Evaluator<'_, '_>, at: At<FunctionId>) -> bool {
    let facts = evaluator.facts(at.source);
    let says_server = |text: &str| text.to_ascii_lowercase().contains("server");
    let mut strays =
        facts.rare.stray_strings.iter().filter(|it| it.function.is_none_or(|function| function == at.id));
    let mut directives = facts[facts[at.id].directives].iter().chain(&facts.directives);
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

/// The name by which a component that has none of its own is known where it is used: that of the first variable or
/// import it came through whose name is one of a component.
pub(crate) fn name_on_the_way(evaluator: &Evaluator<'_, '_>, way: &Trail) -> Option<String> {
    way.steps().find_map(|step| {
        let facts = evaluator.facts(step.place.source);
        let is_here = |binding: &&Binding| match binding.kind {
            BindingKind::Import(import) => facts[import].span == step.place.id,
            _ => binding.span == step.place.id,
        };
        let name = &facts[facts.bindings.iter().find(is_here)?.name];
        name.starts_with(|it: char| it.is_ascii_uppercase()).then(|| name.to_owned())
    })
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

/// The name that a function is known by: its own, or that of the variable that holds it.
fn name_of_function(facts: &Facts, function: FunctionId) -> Option<&str> {
    if let Some(name) = facts[function].name {
        return Some(&facts[name]);
    }
    let Node::Expr(expr) = facts[function].parent() else { return None };
    let held_by = |declarator: DeclaratorId| match facts[facts[declarator].pattern].kind {
        PatternKind::Binding(binding) => Some(&facts[facts[binding].name]),
        _ => None,
    };
    match facts.parent(expr) {
        Node::Declarator(declarator) => held_by(declarator),
        _ => None,
    }
}
