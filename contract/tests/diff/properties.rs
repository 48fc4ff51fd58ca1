//! What holds of any two contracts. Where nothing is found that breaks anyone, the judge agrees: whatever the one side writes,
//! the other takes.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use rutter_contract::diff::{Audience, Change, Code, Effect, diff};
use rutter_contract::judge::{judge, judge_response};
use rutter_contract::{
    Body, BodyKind, Bound, Check, Contract, Definition, Endpoint, Field, Format, IntegerWidth, Key, Method,
    Object, Presence, Response, Rest, Rule, Type,
};
use serde_json::{Map, Value, json};

/// Decisions, one a byte; when they are used up, the first choice of each. So a failing case shrinks to a small one.
struct Dice<'b> {
    bytes: &'b [u8],
}

impl Dice<'_> {
    fn below(&mut self, limit: usize) -> usize {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        usize::from(*first) % limit
    }

    fn one_in(&mut self, limit: usize) -> bool {
        self.below(limit) == limit - 1
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

const WIDTHS: [IntegerWidth; 5] =
    [IntegerWidth::U8, IntegerWidth::I8, IntegerWidth::U16, IntegerWidth::U64, IntegerWidth::SafeUnsigned];
const NAMES: [&str; 4] = ["a", "b", "c", "d"];
const TYPES: [&str; 2] = ["app::One", "app::Two"];

/// A type; at depth 0 one without parts. It refers to others inside of lists and objects alone: in Rust, no type is itself or
/// null.
fn ty(dice: &mut Dice<'_>, depth: usize) -> Type {
    open_ty(dice, depth, false)
}

fn open_ty(dice: &mut Dice<'_>, depth: usize, inside: bool) -> Type {
    let part = |dice: &mut Dice<'_>| open_ty(dice, depth - 1, true);
    match dice.below(if depth == 0 { 6 } else { 15 }) {
        0 => Type::String { format: None },
        1 => Type::Integer { width: dice.pick(&WIDTHS), non_zero: dice.one_in(4) },
        2 => literal(dice),
        3 => Type::Boolean,
        4 => Type::String {
            format: Some(dice.pick(&[
                Format::Date,
                Format::Ip,
                Format::Ipv4,
                Format::Integer(IntegerWidth::U64),
                Format::Char,
            ])),
        },
        5 => dice.pick(&[Type::Number, Type::Any, Type::Null]),
        6 | 7 if inside => Type::to(dice.pick(&TYPES)),
        8 => Type::Nullable { of: Box::new(open_ty(dice, depth - 1, inside)) },
        9 => Type::List {
            of: Box::new(part(dice)),
            unique: dice.one_in(3),
            count: dice.one_in(3).then_some(2),
        },
        10 => Type::Tuple { items: (0..=dice.below(2)).map(|_| part(dice)).collect() },
        11 => Type::Map {
            key: dice.pick(&[
                Key::Text,
                Key::Integer(IntegerWidth::U8),
                Key::Names(vec!["a".into(), "b".into()]),
            ]),
            of: Box::new(part(dice)),
        },
        12 => union(dice, depth - 1, inside),
        13 => Type::Ruled { of: Box::new(Type::String { format: None }), rules: rules(dice) },
        _ => Type::Object(object(dice, depth - 1)),
    }
}

fn literal(dice: &mut Dice<'_>) -> Type {
    let count = 1 + dice.below(3);
    let mut literal = Type::literal(NAMES.into_iter().take(count));
    if let Type::Literal { also, .. } = &mut literal
        && dice.one_in(3)
    {
        also.names = [(NAMES[3].to_owned(), NAMES[0].to_owned())].into();
    }
    literal
}

fn object(dice: &mut Dice<'_>, depth: usize) -> Object {
    let count = dice.below(3);
    let mut object = Object::new(NAMES[..count].iter().map(|name| field(dice, name, depth)).collect());
    object.rest = match dice.below(5) {
        3 => Rest::Refused,
        4 => Rest::Typed(Box::new(open_ty(dice, depth, true))),
        _ => Rest::Ignored,
    };
    object
}

fn field(dice: &mut Dice<'_>, name: &str, depth: usize) -> Field {
    let mut field = Field::new(name, open_ty(dice, depth, true));
    field.presence = match dice.below(4) {
        2 => Presence::Optional,
        3 => Presence::Default(Value::Null),
        _ => Presence::Required,
    };
    if dice.one_in(3) {
        field.rules = rules(dice);
    }
    if dice.one_in(4) {
        field.aliases = vec![format!("{name}{name}")];
    }
    field
}

fn rules(dice: &mut Dice<'_>) -> Vec<Rule> {
    let limit = |dice: &mut Dice<'_>| (!dice.one_in(3)).then(|| dice.below(4) as u64);
    let bound = |dice: &mut Dice<'_>| {
        let whole = dice.below(6) as i64 - 1;
        (!dice.one_in(3))
            .then(|| if dice.one_in(3) { Bound::Number(whole as f64 + 0.5) } else { Bound::Integer(whole) })
    };
    let rule = |dice: &mut Dice<'_>| {
        Rule::new(match dice.below(6) {
            0 => Check::Length { min: limit(dice), max: limit(dice) },
            1 => Check::Range {
                min: bound(dice),
                max: bound(dice),
                exclusive_min: dice.one_in(2),
                exclusive_max: dice.one_in(2),
            },
            2 => Check::Contains { text: dice.pick(&["a", "b"]).to_owned() },
            3 => Check::DoesNotContain { text: dice.pick(&["a", "b"]).to_owned() },
            4 => Check::Required,
            _ => Check::Ip { version: None },
        })
    };
    (0..=dice.below(2)).map(|_| rule(dice)).collect()
}

fn union(dice: &mut Dice<'_>, depth: usize, inside: bool) -> Type {
    let count = 1 + dice.below(3);
    match dice.below(3) {
        0 => Type::Union {
            variants: (0..count).map(|_| open_ty(dice, depth, inside)).collect(),
            tag: None,
            keyed: false,
        },
        1 => {
            let variant = |name: &&str| {
                let mut variant = object(dice, depth);
                variant.fields.insert(0, Field::new("kind", Type::literal([*name])));
                Type::Object(variant)
            };
            let variants = NAMES[..count].iter().map(variant).collect();
            Type::Union { variants, tag: Some("kind".to_owned()), keyed: false }
        }
        _ => {
            let mut variants: Vec<Type> = NAMES[..count]
                .iter()
                .map(|name| Type::Object(Object::new(vec![Field::new(*name, open_ty(dice, depth, true))])))
                .collect();
            variants.push(Type::literal(["unit"]));
            Type::Union { variants, tag: None, keyed: true }
        }
    }
}

/// The type with something else in one or two places.
fn mutated(dice: &mut Dice<'_>, of: &Type, depth: usize) -> Type {
    if dice.one_in(5) {
        return match dice.below(4) {
            0 => of.clone().nullable(),
            1 => Type::Union { variants: vec![of.clone(), ty(dice, 0)], tag: None, keyed: false },
            _ => ty(dice, depth),
        };
    }
    let mut of = of.clone();
    match &mut of {
        Type::Object(object) => mutate_object(dice, object, depth),
        Type::Nullable { of } | Type::List { of, .. } | Type::Map { of, .. } => {
            **of = mutated(dice, of, depth);
        }
        Type::Union { variants: types, .. } | Type::Tuple { items: types } => {
            if let Some(index) = (!types.is_empty()).then(|| dice.below(types.len())) {
                match dice.below(4) {
                    0 if types.len() > 1 => drop(types.remove(index)),
                    _ => types[index] = mutated(dice, &types[index], depth),
                }
            }
        }
        Type::Ruled { rules: of, .. } => *of = rules(dice),
        Type::Literal { .. } => of = literal(dice),
        Type::Integer { width, .. } => *width = dice.pick(&WIDTHS),
        _ => {}
    }
    of
}

fn mutate_object(dice: &mut Dice<'_>, object: &mut Object, depth: usize) {
    let index = (!object.fields.is_empty()).then(|| dice.below(object.fields.len()));
    match (dice.below(8), index) {
        (0, Some(index)) => drop(object.fields.remove(index)),
        (1, Some(index)) => object.fields[index].presence = Presence::Optional,
        (2, Some(index)) => object.fields[index].presence = Presence::Required,
        (3, Some(index)) => object.fields[index].rules = rules(dice),
        (4, Some(index)) => {
            let field = &mut object.fields[index];
            let name = std::mem::replace(&mut field.name, "e".to_owned());
            if dice.one_in(2) {
                field.aliases.push(name);
            }
        }
        (5, _) => object.rest = dice.pick(&[Rest::Ignored, Rest::Refused]),
        (6, _) if object.fields.iter().all(|field| field.name != "d") => {
            object.fields.push(field(dice, "d", depth));
        }
        // A tag names one variant.
        (_, Some(index)) if object.fields[index].name == "kind" => {}
        (_, Some(index)) => object.fields[index].ty = mutated(dice, &object.fields[index].ty, depth),
        _ => {}
    }
}

/// A value that a type may well take; the judge says whether it does.
fn value(dice: &mut Dice<'_>, types: &BTreeMap<String, Definition>, of: &Type, depth: usize) -> Value {
    let inner = |dice: &mut Dice<'_>, of: &Type| value(dice, types, of, depth.saturating_sub(1));
    match of {
        Type::Any => dice.pick(&[json!(null), json!(1), json!("a"), json!([]), json!({ "a": 1 })]),
        Type::Never | Type::File | Type::Null => Value::Null,
        Type::Boolean => Value::Bool(dice.one_in(2)),
        Type::Integer { .. } => dice.pick(&[
            json!(0),
            json!(1),
            json!(2),
            json!(3),
            json!(127),
            json!(255),
            json!(-1),
            json!(256),
            json!(u64::MAX),
            json!((1_u64 << 53) - 1),
        ]),
        Type::Number => dice.pick(&[json!(0), json!(1.5), json!(-3), json!(4), json!(0.5)]),
        Type::String { format } => dice
            .pick(match format {
                None => &["", "a", "ab", "cab", "2026-11-22", "::1", "127.0.0.1", "0"],
                Some(Format::Date) => &["2026-11-22"],
                Some(Format::Ip) => &["::1", "127.0.0.1"],
                Some(Format::Ipv4) => &["127.0.0.1"],
                Some(Format::Char) => &["a", "x"],
                Some(_) => &["0", "18446744073709551615"],
            })
            .into(),
        Type::Literal { values, also } => {
            let names = also.names.keys().map(|name| Value::from(name.as_str()));
            dice.pick(&values.iter().cloned().chain(names).collect::<Vec<_>>())
        }
        Type::Nullable { of } => {
            if dice.one_in(3) {
                Value::Null
            } else {
                inner(dice, of)
            }
        }
        Type::List { of, count, .. } => {
            let count = count.map_or_else(|| dice.below(4), |count| count as usize);
            (0..count).map(|_| inner(dice, of)).collect()
        }
        Type::Tuple { items } => items.iter().map(|item| inner(dice, item)).collect(),
        Type::Map { key, of } => {
            let key = match key {
                Key::Integer(_) => dice.pick(&["0", "255"]),
                _ => dice.pick(&["a", "b"]),
            };
            if dice.one_in(3) { json!({}) } else { json!({ key: inner(dice, of) }) }
        }
        Type::Object(object) => {
            let mut map = Map::new();
            for field in &object.fields {
                if field.presence.is_required() || dice.one_in(2) {
                    let name = match field.aliases.first() {
                        Some(alias) if dice.one_in(3) => alias,
                        _ => &field.name,
                    };
                    map.insert(name.clone(), inner(dice, &field.ty));
                }
            }
            if let Rest::Typed(of) = &object.rest
                && dice.one_in(2)
            {
                map.insert(dice.pick(&["d", "z"]).to_owned(), inner(dice, of));
            }
            Value::Object(map)
        }
        Type::Union { variants, .. } => {
            let variant = dice.below(variants.len());
            inner(dice, &variants[variant])
        }
        Type::All { .. } => json!({}),
        Type::Ref { to } => match types.get(to) {
            Some(definition) if depth > 0 => inner(dice, &definition.request),
            _ => Value::Null,
        },
        Type::Ruled { of, .. } => inner(dice, of),
    }
}

/// The types, such that every key that is not declared is refused. What they take says nothing that the contract does not know.
fn closed(types: &BTreeMap<String, Definition>) -> BTreeMap<String, Definition> {
    let close = |definition: &Definition| {
        let mut definition = definition.clone();
        close(&mut definition.request);
        definition
    };
    types.iter().map(|(path, definition)| (path.clone(), close(definition))).collect()
}

fn close(of: &mut Type) {
    match of {
        Type::Nullable { of } | Type::List { of, .. } | Type::Map { of, .. } | Type::Ruled { of, .. } => {
            close(of);
        }
        Type::Tuple { items: types } | Type::Union { variants: types, .. } | Type::All { of: types } => {
            types.iter_mut().for_each(close);
        }
        Type::Object(object) => {
            object.fields.iter_mut().for_each(|field| close(&mut field.ty));
            match &mut object.rest {
                Rest::Typed(of) => close(of),
                rest => *rest = Rest::Refused,
            }
        }
        _ => {}
    }
}

/// The types as they are answered: what a request may send besides is not written.
fn without_aliases(contract: &mut Contract) {
    fn strip(of: &mut Type) {
        match of {
            Type::Nullable { of } | Type::List { of, .. } | Type::Map { of, .. } | Type::Ruled { of, .. } => {
                strip(of);
            }
            Type::Tuple { items: types } | Type::Union { variants: types, .. } | Type::All { of: types } => {
                types.iter_mut().for_each(strip);
            }
            Type::Object(object) => {
                for field in &mut object.fields {
                    field.aliases.clear();
                    strip(&mut field.ty);
                }
                if let Rest::Typed(of) = &mut object.rest {
                    strip(of);
                }
            }
            Type::Literal { also, .. } => also.names.clear(),
            _ => {}
        }
    }
    contract.types.values_mut().for_each(|definition| strip(&mut definition.request));
}

/// The path of the type that is sent and answered.
const ROOT: &str = "app::Root";

fn contract_of(types: Vec<Type>) -> Contract {
    let names = [ROOT, TYPES[0], TYPES[1]];
    let define = |(path, request): (&str, Type)| {
        let name = path.trim_start_matches("app::").to_owned();
        (path.to_owned(), Definition { name, doc: None, request, response: None })
    };
    let endpoint = Endpoint {
        pattern: "/".to_owned(),
        method: Method::Post,
        name: "send".to_owned(),
        doc: None,
        params: None,
        search: None,
        body: Some(Body { kind: BodyKind::Json, ty: Type::to(ROOT) }),
        responses: BTreeMap::from([(200, Response { bodies: vec![Type::to(ROOT)] })]),
    };
    Contract {
        types: names.into_iter().zip(types).map(define).collect(),
        endpoints: vec![endpoint],
        ..Contract::default()
    }
}

/// A contract, and one that is a little different.
fn contracts(bytes: &[u8]) -> (Contract, Contract) {
    let dice = &mut Dice { bytes };
    let before: Vec<Type> = (0..3).map(|_| ty(dice, 3)).collect();
    let after =
        before.iter().map(|of| if dice.one_in(3) { of.clone() } else { mutated(dice, of, 1) }).collect();
    (contract_of(before), contract_of(after))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_differs_from_itself(bytes in vec(any::<u8>(), 0..120)) {
        let (contract, _) = contracts(&bytes);
        prop_assert_eq!(diff(&contract, &contract), []);
    }

    #[test]
    fn what_is_safe_to_send_is_taken(bytes in vec(any::<u8>(), 0..120), choices in vec(any::<u8>(), 64)) {
        let (before, after) = contracts(&bytes);
        let changes = diff(&before, &after);
        let breaks = changes.iter().any(|c| c.effect == Effect::Breaking && c.audience == Audience::Senders);
        if breaks {
            return Ok(());
        }
        let closed = closed(&before.types);
        for start in 0..48 {
            let value = value(&mut Dice { bytes: &choices[start..] }, &before.types, &before.types[ROOT].request, 6);
            if judge(&closed, &Type::to(ROOT), &value).is_empty() {
                let issues = judge(&after.types, &Type::to(ROOT), &value);
                prop_assert_eq!(issues, [], "{}\n{}\n{}\n{:?}", value, json!(before.types), json!(after.types), changes);
            }
        }
    }

    /// Of two lists of rules, one of which may be what the other was.
    #[test]
    fn rules_that_are_called_looser_take_more(bytes in vec(any::<u8>(), 0..40), choices in vec(any::<u8>(), 64)) {
        let dice = &mut Dice { bytes: &bytes };
        let of = dice.pick(&[
            Type::String { format: None },
            Type::Integer { width: IntegerWidth::I8, non_zero: false },
            Type::Number,
            Type::List { of: Box::new(Type::Boolean), unique: false, count: None },
        ]);
        let contract = |rules: Vec<Rule>| {
            let field = Field { rules, ..Field::new("a", of.clone()) };
            contract_of(vec![Type::Object(Object::new(vec![field]))])
        };
        let were = rules(dice);
        let mut are = if dice.one_in(2) { were.clone() } else { rules(dice) };
        for rule in &mut are {
            if let Check::Range { exclusive_min, exclusive_max, .. } = &mut rule.check {
                (*exclusive_min, *exclusive_max) = (dice.one_in(2), dice.one_in(2));
            }
        }
        let (before, after) = (contract(were), contract(are));
        let changes = diff(&before, &after);
        if changes.iter().any(|change| change.effect == Effect::Breaking) {
            return Ok(());
        }
        for start in 0..48 {
            let value = value(&mut Dice { bytes: &choices[start..] }, &before.types, &before.types[ROOT].request, 6);
            if judge(&before.types, &Type::to(ROOT), &value).is_empty() {
                let issues = judge(&after.types, &Type::to(ROOT), &value);
                prop_assert_eq!(issues, [], "{}\n{}\n{}\n{:?}", value, json!(before.types), json!(after.types), changes);
            }
        }
    }

    #[test]
    fn what_is_safe_to_read_is_understood(bytes in vec(any::<u8>(), 0..120), choices in vec(any::<u8>(), 64)) {
        let (mut before, mut after) = contracts(&bytes);
        without_aliases(&mut before);
        without_aliases(&mut after);
        let changes = diff(&before, &after);
        let breaks = changes.iter().any(|c| c.effect == Effect::Breaking && c.audience == Audience::Readers);
        if breaks {
            return Ok(());
        }
        let closed = closed(&after.types);
        for start in 0..48 {
            let value = value(&mut Dice { bytes: &choices[start..] }, &after.types, &after.types[ROOT].request, 6);
            if judge_response(&closed, &Type::to(ROOT), &value).is_empty() {
                let issues = judge_response(&before.types, &Type::to(ROOT), &value);
                prop_assert_eq!(issues, [], "{}\n{}\n{}\n{:?}", value, json!(before.types), json!(after.types), changes);
            }
        }
    }
}

/// The properties above say something: many pairs differ without breaking anyone, and values are taken by their types.
#[test]
fn the_cases_are_not_empty() {
    let (mut safe, mut taken) = (0, 0);
    for seed in 0..2000_u32 {
        let bytes: Vec<u8> = (0..120_u32)
            .map(|i| (seed.wrapping_mul(2_654_435_761).wrapping_add(i * 40_503) >> 7) as u8)
            .collect();
        let (before, after) = contracts(&bytes);
        let changes = diff(&before, &after);
        if !changes.is_empty()
            && changes
                .iter()
                .all(|change| change.effect == Effect::Safe || change.audience == Audience::Readers)
        {
            safe += 1;
            let value = value(&mut Dice { bytes: &bytes }, &before.types, &before.types[ROOT].request, 6);
            taken += usize::from(judge(&before.types, &Type::to(ROOT), &value).is_empty());
        }
    }
    assert!(safe > 100 && taken > 50, "{safe} pairs, {taken} values");
}

/// A type of many fields under other names, a union of many variants that are all a little different, and a type that is nothing but
/// itself: each is compared to its end.
#[test]
fn work_is_bounded() {
    let fields = |prefix: &str| {
        let field = |index| Field::new(format!("{prefix}{index}"), Type::Boolean);
        Type::Object(Object::new((0..2000).map(field).collect()))
    };
    let union = |width: IntegerWidth| {
        let variant = |index| {
            let inner = Type::List {
                of: Box::new(Type::Integer { width, non_zero: false }),
                unique: false,
                count: None,
            };
            Type::Object(Object::new(vec![Field::new(format!("v{index}"), inner)]))
        };
        Type::Union { variants: (0..100).map(variant).collect(), tag: None, keyed: false }
    };
    let itself = |of: &str| Type::Union { variants: vec![Type::to(of), Type::Null], tag: None, keyed: false };
    let before = contract_of(vec![fields("old"), union(IntegerWidth::U8), itself(TYPES[1])]);
    let after = contract_of(vec![fields("new"), union(IntegerWidth::U16), itself(ROOT)]);
    let changes = diff(&before, &after);
    let renamed =
        |change: &&Change| change.code == Code::FieldRenamed && change.audience == Audience::Senders;
    assert_eq!(changes.iter().filter(renamed).count(), 2000);

    let paths = |root: Type| contract_of(vec![root, union(IntegerWidth::U8), itself(TYPES[1])]);
    let list = |of: &str| Type::Tuple { items: vec![Type::to(of), Type::to(TYPES[1])] };
    let changes = diff(&paths(list(TYPES[0])), &paths(list(TYPES[1])));
    assert!(changes.iter().any(|change| change.effect == Effect::Breaking), "{changes:?}");
}
