//! Contracts that nobody would write, made up from a seed: every kind of type in every other, with names that mean something
//! to JavaScript.

use std::collections::BTreeSet;

use rutter_contract::judge::{Types, declared_keys};
use rutter_contract::{
    Also, Bound, Check, Contract, Definition, Endpoint, Field, Format, IntegerWidth, IpVersion, Key, Object,
    Presence, Rest, Rule, Type,
};
use serde_json::{Value, json};

use crate::random::Random;

/// How many types a contract has.
pub(crate) const COUNT: usize = 24;

const NAMES: [&str; 30] = [
    "a",
    "b",
    "name",
    "note",
    "kind",
    "__proto__",
    "constructor",
    "toString",
    "valueOf",
    "e-mail",
    "class",
    "await",
    "value",
    "path",
    "issues",
    "item",
    "index",
    "key",
    "read",
    "list",
    "refuse",
    "sentA",
    "1",
    "",
    "naïve",
    "ключ",
    "a b",
    "\"",
    "readT1",
    "hasOwnProperty",
];

const WIDTHS: [IntegerWidth; 12] = [
    IntegerWidth::I8,
    IntegerWidth::I16,
    IntegerWidth::I32,
    IntegerWidth::I64,
    IntegerWidth::I128,
    IntegerWidth::U8,
    IntegerWidth::U16,
    IntegerWidth::U32,
    IntegerWidth::U64,
    IntegerWidth::U128,
    IntegerWidth::SafeSigned,
    IntegerWidth::SafeUnsigned,
];

const FORMATS: [Format; 13] = [
    Format::Char,
    Format::DateTime,
    Format::LocalDateTime,
    Format::Date,
    Format::Time,
    Format::Uuid,
    Format::Url,
    Format::Ip,
    Format::Ipv4,
    Format::Ipv6,
    Format::Integer(IntegerWidth::I64),
    Format::Integer(IntegerWidth::U64),
    Format::Integer(IntegerWidth::U128),
];

/// A contract of types named `T0`, `T1` and so on.
pub(crate) fn contract(random: &mut Random) -> Contract {
    let mut contract = Contract::default();
    for at in 0..COUNT {
        let request = ty(random, 4);
        let definition = Definition { name: format!("T{at}"), doc: None, request, response: None };
        contract.types.insert(path(at), definition);
    }
    contract.endpoints.push(endpoint(&contract));
    // A type that is itself has no values, and no Rust type is one.
    while let Some(endless) = contract.types.keys().find(|path| is_endless(&contract, path)).cloned() {
        contract.types.get_mut(&endless).unwrap().request = Type::String { format: None };
    }
    keep_parts_apart(&mut contract);
    contract
}

/// Leaves out the parts of an object that declare a key of those before them: no server exports such a contract.
fn keep_parts_apart(contract: &mut Contract) {
    let types = contract.types.clone();
    for definition in contract.types.values_mut() {
        keep_apart(&mut definition.request, &types);
    }
}

fn keep_apart(ty: &mut Type, types: &Types) {
    if let Type::All { of } = ty {
        let mut declared: BTreeSet<String> = BTreeSet::new();
        of.retain(|part| {
            let keys = declared_keys(part, types, true);
            let is_apart = !keys.iter().any(|key| declared.contains(*key));
            declared.extend(keys.into_iter().filter(|_| is_apart).map(str::to_owned));
            is_apart
        });
    }
    parts_mut(ty).into_iter().for_each(|part| keep_apart(part, types));
}

/// The types that stand in a type.
fn parts_mut(ty: &mut Type) -> Vec<&mut Type> {
    match ty {
        Type::Nullable { of } | Type::List { of, .. } | Type::Map { of, .. } | Type::Ruled { of, .. } => {
            vec![of]
        }
        Type::Tuple { items: of } | Type::Union { variants: of, .. } | Type::All { of } => {
            of.iter_mut().collect()
        }
        Type::Object(object) => {
            let rest = match &mut object.rest {
                Rest::Typed(ty) => Some(&mut **ty),
                Rest::Ignored | Rest::Refused => None,
            };
            object.fields.iter_mut().map(|field| &mut field.ty).chain(rest).collect()
        }
        _ => Vec::new(),
    }
}

/// Every type is sent and comes back.
pub(crate) fn endpoint(contract: &Contract) -> Endpoint {
    let all = Type::Tuple { items: contract.types.keys().map(Type::to).collect() };
    serde_json::from_value(json!({
        "pattern": "/",
        "method": "POST",
        "name": "everything",
        "body": { "kind": "json", "ty": all },
        "responses": { "200": { "bodies": [all] } },
    }))
    .unwrap()
}

fn is_endless(contract: &Contract, path: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = in_place(&contract.types[path].request);
    while let Some(next) = open.pop() {
        if next == path {
            return true;
        }
        if seen.insert(next) {
            open.extend(in_place(&contract.types[next].request));
        }
    }
    false
}

/// The types that a value of a type is itself.
fn in_place(ty: &Type) -> Vec<&str> {
    match ty {
        Type::Ref { to } => vec![to],
        Type::Nullable { of } | Type::Ruled { of, .. } => in_place(of),
        Type::Union { variants: of, .. } | Type::All { of } => of.iter().flat_map(in_place).collect(),
        _ => Vec::new(),
    }
}

fn path(at: usize) -> String {
    format!("made::up::T{at}")
}

fn ty(random: &mut Random, depth: usize) -> Type {
    if depth == 0 {
        return leaf(random);
    }
    match random.below(14) {
        0 | 1 => leaf(random),
        2..=5 => Type::Object(object(random, depth)),
        6 => Type::List {
            of: Box::new(ty(random, depth.saturating_sub(1))),
            unique: random.once_in(4),
            count: random.once_in(4).then_some(2),
        },
        7 => {
            Type::Tuple { items: (0..random.below(3)).map(|_| ty(random, depth.saturating_sub(1))).collect() }
        }
        8 => Type::Map { key: key(random), of: Box::new(ty(random, depth.saturating_sub(1))) },
        9 => tagged(random, depth),
        10 => keyed(random, depth),
        11 => Type::Union { variants: some(random, depth), tag: None, keyed: false },
        12 => all(random, depth),
        _ => {
            let of = ty(random, depth.saturating_sub(1));
            let rules = rules(random, &of);
            Type::Ruled { of: Box::new(of), rules }
        }
    }
}

fn leaf(random: &mut Random) -> Type {
    let leaf = match random.below(12) {
        0 => Type::Any,
        1 => Type::Null,
        2 => Type::Boolean,
        3 | 4 => Type::Integer { width: *random.pick(&WIDTHS), non_zero: random.once_in(4) },
        5 => Type::Number,
        6 | 7 => Type::String { format: None },
        8 => Type::String { format: Some(*random.pick(&FORMATS)) },
        9 => literal(random),
        10 if random.once_in(8) => Type::Never,
        _ => Type::to(path(random.below(COUNT))),
    };
    if random.once_in(5) { leaf.nullable() } else { leaf }
}

fn literal(random: &mut Random) -> Type {
    let names = ["on", "off", "a\"b", "船", "__proto__"];
    match random.below(6) {
        0 => Type::literal([json!(1)]),
        1 => Type::literal([json!("on"), json!(2), json!(true)]),
        2 => Type::literal((0..20).map(|at| format!("choice-{at}"))),
        count => {
            let names = &names[..count - 2];
            Type::Literal {
                values: names.iter().map(|name| json!(name)).collect(),
                also: also(random, names),
            }
        }
    }
}

/// What may be sent in place of names.
fn also(random: &mut Random, names: &[&str]) -> Also {
    let mut also = Also::default();
    for alias in ["On", "constructor", "船 🚢", "toString"] {
        if random.once_in(5) {
            also.names.insert(alias.to_owned(), (*random.pick(names)).to_owned());
        }
    }
    also.other = random.once_in(5).then(|| (*random.pick(names)).to_owned());
    also
}

fn key(random: &mut Random) -> Key {
    match random.below(6) {
        0 => Key::Integer(*random.pick(&WIDTHS)),
        1 => Key::Boolean,
        2 => Key::Names(vec!["a".to_owned(), "constructor".to_owned()]),
        3 => Key::Formatted(*random.pick(&FORMATS)),
        _ => Key::Text,
    }
}

fn some(random: &mut Random, depth: usize) -> Vec<Type> {
    (0..=random.below(4)).map(|_| ty(random, depth.saturating_sub(1))).collect()
}

fn object(random: &mut Random, depth: usize) -> Object {
    let mut taken = BTreeSet::new();
    let mut fields: Vec<Field> = Vec::new();
    for _ in 0..random.below(5) {
        let name = *random.pick(&NAMES);
        if taken.insert(name) {
            fields.push(field(random, name, depth, &mut taken));
        }
    }
    if let [first, .., last] = fields.as_mut_slice()
        && random.once_in(4)
    {
        last.rules.push(Rule::new(Check::MustMatch { other: first.name.clone() }));
        last.ty = Type::String { format: None }.nullable();
        first.ty = Type::String { format: None };
        (first.presence, last.presence) = (Presence::Required, Presence::Optional);
    }
    let rest = match random.below(5) {
        0 => Rest::Refused,
        1 => Rest::Typed(Box::new(ty(random, depth.saturating_sub(1)))),
        _ => Rest::Ignored,
    };
    Object { fields, rest, positional: None }
}

fn field(random: &mut Random, name: &'static str, depth: usize, taken: &mut BTreeSet<&'static str>) -> Field {
    let mut field = Field::new(name, ty(random, depth.saturating_sub(1)));
    field.rules = rules(random, &field.ty);
    if random.once_in(6) {
        field.rules.push(Rule::stated(Check::Required, random.once_in(2).then_some("tell us"), None));
        field.presence = Presence::Optional;
    }
    field.presence = match random.below(5) {
        0 => Presence::Optional,
        1 => Presence::Default(
            random.pick(&[json!(null), json!(7), json!("x"), json!([]), json!({ "a": 1 })]).clone(),
        ),
        _ => field.presence,
    };
    if random.once_in(5) {
        let aliases = (0..2).map(|_| *random.pick(&NAMES)).filter(|name| taken.insert(name));
        field.aliases = aliases.map(str::to_owned).collect();
    }
    field
}

/// Variants told apart by a field; at times one that is not.
fn tagged(random: &mut Random, depth: usize) -> Type {
    let tag = *random.pick(&["kind", "constructor", "t-g"]);
    let names = &["now", "later", "toString"][..=random.below(3)];
    let mut taken: BTreeSet<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut variants: Vec<Type> = names
        .iter()
        .map(|name| {
            let mut object = object(random, depth);
            object
                .fields
                .retain(|field| field.name != tag && !field.aliases.iter().any(|alias| alias == tag));
            // One name means one variant, and the last alone may take all others.
            let mut also = also(random, &[*name]);
            also.names.retain(|alias, _| taken.insert(alias.clone()));
            also.other = also.other.filter(|_| names.ends_with(&[*name]));
            object.fields.insert(0, Field::new(tag, Type::Literal { values: vec![json!(name)], also }));
            match random.below(4) {
                0 => Type::All { of: vec![Type::Object(object), Type::to(path(random.below(COUNT)))] },
                _ => Type::Object(object),
            }
        })
        .collect();
    if random.once_in(4) {
        variants.push(ty(random, depth.saturating_sub(1)));
    }
    Type::Union { variants, tag: Some(tag.to_owned()), keyed: false }
}

/// Variants told apart by their key, and names without data.
fn keyed(random: &mut Random, depth: usize) -> Type {
    const KEYS: [&str; 3] = ["Card", "constructor", "__proto__"];
    let mut variants: Vec<Type> = KEYS[..=random.below(3)]
        .iter()
        .map(|name| {
            let field = Field::new(*name, ty(random, depth.saturating_sub(1)));
            Type::Object(Object { fields: vec![field], rest: Rest::Refused, positional: None })
        })
        .collect();
    if random.once_in(2) {
        let names = ["Cash", "Cheque"];
        let mut also = also(random, &names);
        also.names.retain(|alias, _| !KEYS.contains(&alias.as_str()));
        if also.other.is_some() {
            also.except = KEYS[..variants.len()].iter().map(|key| (*key).to_owned()).collect();
        }
        variants.push(Type::Literal { values: names.map(Value::from).to_vec(), also });
    }
    if random.once_in(4) {
        variants.push(ty(random, depth.saturating_sub(1)));
    }
    Type::Union { variants, tag: None, keyed: true }
}

/// Parts of one object.
fn all(random: &mut Random, depth: usize) -> Type {
    let mut of = vec![Type::Object(object(random, depth))];
    for _ in 0..=random.below(2) {
        of.push(match random.below(4) {
            0 => Type::Map { key: key(random), of: Box::new(ty(random, depth.saturating_sub(1))) },
            1 => Type::to(path(random.below(COUNT))),
            2 => tagged(random, depth.saturating_sub(1)),
            _ => Type::Object(object(random, depth.saturating_sub(1))),
        });
    }
    Type::All { of }
}

fn rules(random: &mut Random, ty: &Type) -> Vec<Rule> {
    let mut checks = Vec::new();
    // An enum keeps no rules: of those that stand for another, the text that was sent is gone.
    if has_names(ty) {
        return checks;
    }
    while random.once_in(3) {
        checks.push(rule(random, ty));
    }
    checks
}

fn has_names(ty: &Type) -> bool {
    match ty {
        Type::Literal { also, .. } => also.has_names(),
        Type::Nullable { of } | Type::Ruled { of, .. } => has_names(of),
        Type::Union { variants, .. } => variants.iter().any(has_names),
        _ => false,
    }
}

fn rule(random: &mut Random, ty: &Type) -> Rule {
    let limit = |random: &mut Random| random.once_in(2).then(|| random.below(5) as u64);
    let bound = |random: &mut Random| {
        let bounds: [Bound; 6] = [0.into(), 1.into(), (-5).into(), 2.5.into(), 255.into(), 1e300.into()];
        random.once_in(2).then(|| *random.pick(&bounds))
    };
    let length = |random: &mut Random| Check::Length { min: limit(random), max: limit(random) };
    let check = match ty {
        Type::Integer { .. } | Type::Number => Check::Range {
            min: bound(random),
            max: bound(random),
            exclusive_min: random.once_in(2),
            exclusive_max: random.once_in(2),
        },
        Type::String { .. } => match random.below(10) {
            0 => Check::Email,
            1 => Check::Url { schemes: vec![] },
            2 => Check::Url { schemes: vec!["https".to_owned(), "x-y".to_owned()] },
            3 => Check::Ip { version: *random.pick(&[None, Some(IpVersion::V4), Some(IpVersion::V6)]) },
            4 => Check::Contains { text: "a".to_owned() },
            5 => Check::DoesNotContain { text: "\u{2028}".to_owned() },
            6 => Check::CreditCard,
            7 => Check::NonControlCharacter,
            _ => length(random),
        },
        Type::Map { .. } => match random.below(3) {
            0 => Check::Contains { text: "a".to_owned() },
            1 => Check::DoesNotContain { text: "constructor".to_owned() },
            _ => length(random),
        },
        _ => length(random),
    };
    Rule::stated(check, random.once_in(6).then_some("no, \"not\" that"), random.once_in(6).then_some("own"))
}
