//! Objects whose keys are declared.

use rutter_contract::judge::{
    Kind, judge_field, names, rule_code, rule_message, shape_message, unknown_message,
};
use rutter_contract::{Check as Asked, Field, Object, Presence, Rest, Rule, Type};
use serde_json::Value;

use super::super::names::{Locals, pascal};
use super::super::shape::literal;
use super::function::{after, cast};
use super::plain::{Plain, Refusal, plain};
use super::readers::{Readers, upper};
use super::rule;
use super::value::{Code, Place, Scope, code, guarded};
use crate::writer::{Writer, key, quote};

/// What every object has by birth: a key of these names has to be its own.
pub(in crate::contract) const OF_EVERY_OBJECT: &[&str] = &[
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// The value of a key of the object `value`, in JavaScript.
pub(super) fn own(readers: &mut Readers<'_>, name: &str) -> String {
    if OF_EVERY_OBJECT.contains(&name) {
        format!("{}(value, {})", readers.helper("own"), quote(name))
    } else {
        format!("value[{}]", quote(name))
    }
}

pub(super) fn body<'a>(
    w: &mut Writer,
    readers: &mut Readers<'a>,
    object: &'a Object,
    scope: Scope<'a, '_>,
    output: &str,
    known: Option<&str>,
) {
    let is_object = readers.helper("isObject");
    let message = shape_message(readers.contract_types(), &Type::Object(Object::new(Vec::new())));
    let refuse = Refusal::shape(message).call(readers, &Place::root());
    w.line(format!("if (!{is_object}(value)) return {refuse} as never;"));
    let mut locals = Locals::new(readers.local_names());
    let fields: Vec<Reading<'a>> =
        object.fields.iter().map(|field| Reading::new(readers, field, scope, &mut locals, known)).collect();
    // An object of plain values alone is counted by what holds it.
    if fields.iter().any(|field| matches!(field.code, Code::Call { .. })) {
        let is_too_much = readers.helper("isTooMuch");
        w.line(format!("if ({is_too_much}(value, path, issues)) return undefined as never;"));
    }
    let asks_for_two =
        |field: &Reading<'_>| field.rules.iter().any(|rule| matches!(rule.check, Asked::MustMatch { .. }));
    if fields.len() > LONGEST && !fields.iter().any(asks_for_two) {
        let read = parts(w, readers, &fields, &mut locals);
        let others = rest(w, readers, object, scope, &mut locals);
        let others = others.map_or_else(String::new, |others| format!(", ...{others}"));
        return w.line(format!("return {{ ...{read}{others} }}{};", cast(output)));
    }
    read_fields(w, readers, &fields);
    if readers.is_request() {
        matches(w, readers, &fields);
    }
    let others = rest(w, readers, object, scope, &mut locals);
    give(w, &fields, others.as_deref(), output);
}

/// How many fields one function reads: TypeScript gives up on functions with too many branches.
const LONGEST: usize = 100;

/// Reads the fields of a large object by a function for each hundred; gives the variable that has what was read. A function that
/// is called where it stands would count with the one around it.
fn parts<'a>(
    w: &mut Writer,
    readers: &mut Readers<'a>,
    fields: &[Reading<'a>],
    locals: &mut Locals,
) -> String {
    let mut calls = Vec::new();
    for (at, fields) in fields.chunks(LONGEST).enumerate() {
        let part = locals.name(&format!("part{}", at + 1));
        w.block(format!("const {part} = () => {{"), "};", |w| {
            read_fields(w, readers, fields);
            give(w, fields, None, "unknown");
        });
        calls.push(format!("...{part}()"));
    }
    let whole = locals.name("whole");
    w.line(format!("const {whole}: object = {{ {} }};", calls.join(", ")));
    whole
}

fn read_fields<'a>(w: &mut Writer, readers: &mut Readers<'a>, fields: &[Reading<'a>]) {
    take(w, readers, fields);
    let mut before = false;
    for field in fields {
        field.write(w, readers, &mut before);
    }
}

/// How a field is read.
struct Reading<'a> {
    field: &'a Field,
    /// The variable that has what was sent.
    sent: String,
    /// The variable that has what was read: the same, for a value that stays as it is.
    read: String,
    /// The variable that has the key under which it was sent, if it has several names.
    name: Option<String>,
    code: Code,
    place: Place,
    /// The default takes the place of an absent value before anything is asked of it.
    default: Option<&'a Value>,
    /// It is the tag that was looked at already.
    known: bool,
    rules: &'a [Rule],
}

impl<'a> Reading<'a> {
    fn new(
        readers: &mut Readers<'a>,
        field: &'a Field,
        scope: Scope<'a, '_>,
        locals: &mut Locals,
        known: Option<&str>,
    ) -> Self {
        let read = locals.name(&field.name);
        let name =
            (readers.is_request() && !field.aliases.is_empty()).then(|| locals.name(&format!("{read}Name")));
        let step = name.clone().unwrap_or_else(|| quote(&field.name));
        let rules: &[Rule] = if readers.is_request() { &field.rules } else { &[] };
        let plain = plain(readers, &field.ty, &read);
        let sent = if plain.is_some() { read.clone() } else { locals.name(&format!("sent{}", upper(&read))) };
        let place = Place::root().inside(step, sent.clone());
        let is_plain = plain.is_some();
        let code = match plain {
            Some(mut plain) => {
                plain.steps.push(rule::checks(readers, rules, &field.ty, &read));
                Code::Plain(plain)
            }
            None => code(readers, &field.ty, &place, scope, &pascal(&field.name)),
        };
        let asked = rules.iter().any(|rule| rule.check == Asked::Required);
        let is_taken_apart = !asked && name.is_none() && !OF_EVERY_OBJECT.contains(&field.name.as_str());
        let default = match &field.presence {
            Presence::Default(value) if is_plain && is_taken_apart && readers.is_request() => Some(value)
                .filter(|value| judge_field(readers.contract_types(), field, Some(value)).is_empty()),
            _ => None,
        };
        let known = known == Some(field.name.as_str());
        Self { field, sent, read, name, code, place, default, known, rules }
    }

    /// The rule that asks for the value, if one does.
    fn asked(&self) -> Option<&'a Rule> {
        self.rules.iter().find(|rule| rule.check == Asked::Required)
    }

    /// Whether an absent value is passed over.
    fn may_be_absent(&self) -> bool {
        !self.field.presence.is_required() && self.default.is_none()
    }

    fn write(&self, w: &mut Writer, readers: &mut Readers<'a>, before: &mut bool) {
        if self.known {
            return;
        }
        let asked = self.asked().map(|rule| {
            let refusal = rule::refusal(rule, Kind::Null);
            (format!("{} == null", self.sent), refusal.call(readers, &self.place.called("null")))
        });
        match &self.code {
            Code::Plain(plain) => self.write_plain(w, readers, plain, asked),
            Code::Call { nullable, expression } => {
                if let Some((absent, refuse)) = &asked {
                    w.statement(&format!("if ({absent})"), refuse);
                }
                self.write_call(
                    w,
                    readers,
                    *nullable || asked.is_some(),
                    expression,
                    asked.is_some(),
                    before,
                );
            }
        }
        if let Some(name) = &self.name {
            let names = quoted_names(self.field);
            let refuse = readers.helper("refuseAliases");
            w.line(format!("{refuse}(value, path, issues, {name}, [{names}]);"));
        }
    }

    fn write_plain(
        &self,
        w: &mut Writer,
        readers: &mut Readers<'a>,
        plain: &Plain,
        asked: Option<(String, String)>,
    ) {
        let sent = &self.sent;
        if let Some((absent, refuse)) = asked {
            w.block(format!("if ({absent}) {{"), "} else {", |w| w.line(format!("{refuse};")));
            w.indent(|w| plain.write(w, readers, &self.place));
            return w.line("}");
        }
        let condition = match (self.may_be_absent(), plain.nullable) {
            (false, false) => None,
            (false, true) => Some(format!("{sent} !== null")),
            (true, false) => Some(format!("{sent} !== undefined")),
            (true, true) => Some(format!("{sent} != null")),
        };
        guarded(w, condition, |w| plain.write(w, readers, &self.place));
    }

    fn write_call(
        &self,
        w: &mut Writer,
        readers: &mut Readers<'a>,
        nullable: bool,
        expression: &str,
        asked: bool,
        before: &mut bool,
    ) {
        let sent = &self.sent;
        let absent = match &self.field.presence {
            Presence::Default(value) => Some(literal(value)),
            Presence::Optional => Some("undefined".to_owned()),
            Presence::Required if asked => Some("undefined".to_owned()),
            Presence::Required => None,
        };
        let mut whole = expression.to_owned();
        if nullable {
            whole = format!("{sent} === null ? null : {whole}");
        }
        if let Some(absent) = absent {
            whole = format!("{sent} === undefined ? {absent} : {whole}");
        }
        // The rules are asked of what was sent: what was read may have lost keys.
        let place = self.place.called(sent.clone());
        let checks = rule::guarded_checks(readers, self.rules, &self.field.ty, sent);
        if !checks.is_empty() {
            w.line(if *before { "before = issues.length;" } else { "let before = issues.length;" });
            *before = true;
        }
        w.lines(&format!("const {} = {whole};", self.read));
        if !checks.is_empty() {
            after(w, readers, &checks, &place);
        }
    }

    /// What stands in the object that is given back.
    fn value(&self) -> String {
        match &self.field.presence {
            Presence::Default(value) if self.default.is_none() && matches!(self.code, Code::Plain(_)) => {
                format!("{} === undefined ? {} : {}", self.read, literal(value), self.read)
            }
            _ => self.read.clone(),
        }
    }
}

/// Takes what was sent apart: `const { ship, nights = 1 } = value;`.
fn take(w: &mut Writer, readers: &mut Readers<'_>, fields: &[Reading<'_>]) {
    let mut taken = Vec::new();
    let mut lines = Vec::new();
    for field in fields {
        let Reading { sent, field: Field { name, .. }, default, .. } = field;
        let default = default.map_or_else(String::new, |value| format!(" = {}", literal(value)));
        if let Some(variable) = &field.name {
            let names = quoted_names(field.field);
            let (sent_as, own) = (readers.helper("sentAs"), readers.helper("own"));
            lines.push(format!("const {variable} = {sent_as}(value, [{names}]);"));
            lines.push(format!("const {sent} = {own}(value, {variable});"));
        } else if OF_EVERY_OBJECT.contains(&name.as_str()) {
            lines.push(format!("const {sent} = {};", own(readers, name)));
        } else if name == sent {
            taken.push(format!("{sent}{default}"));
        } else {
            taken.push(format!("{}: {sent}{default}", key(name)));
        }
    }
    if !taken.is_empty() {
        let short = format!("const {{ {} }} = value;", taken.join(", "));
        if short.len() <= 110 {
            w.line(short);
        } else {
            w.block("const {", "} = value;", |w| taken.iter().for_each(|name| w.line(format!("{name},"))));
        }
    }
    lines.iter().for_each(|line| w.line(line));
}

fn quoted_names(field: &Field) -> String {
    let names = std::iter::once(&field.name).chain(&field.aliases);
    names.map(|name| quote(name)).collect::<Vec<_>>().join(", ")
}

/// The fields that must equal another. Absent and null are the same here.
fn matches(w: &mut Writer, readers: &mut Readers<'_>, fields: &[Reading<'_>]) {
    for field in fields {
        for rule in field.rules {
            let Asked::MustMatch { other } = &rule.check else { continue };
            let other = fields.iter().find(|field| field.field.name == *other);
            let other = other.map_or_else(|| "null".to_owned(), |other| other.sent.clone());
            let refusal = Refusal::Issue {
                code: rule_code(rule).to_owned(),
                message: rule_message(rule, &Value::Null),
                params: Some(format!("{{ other: {} }}", quote(rule_other(rule)))),
            };
            let place = Place::root().inside(quote(&field.field.name), "null");
            let refuse = refusal.call(readers, &place);
            let is_same = readers.helper("isSame");
            w.statement(&format!("if (!{is_same}({}, {other}))", field.sent), &refuse);
        }
    }
}

fn rule_other(rule: &Rule) -> &str {
    match &rule.check {
        Asked::MustMatch { other } => other,
        _ => "",
    }
}

/// What becomes of the keys that are not declared; gives the variable that has those that are kept.
fn rest<'a>(
    w: &mut Writer,
    readers: &mut Readers<'a>,
    object: &'a Object,
    scope: Scope<'a, '_>,
    locals: &mut Locals,
) -> Option<String> {
    let elsewhere = scope.shared.then(|| "...elsewhere".to_owned());
    let declared = names(object).map(quote);
    let declared: Vec<String> = declared.chain(elsewhere).collect();
    let declared = format!("[{}]", declared.join(", "));
    match &object.rest {
        Rest::Ignored => None,
        Rest::Refused => {
            let refuse = readers.helper("refuseOthers");
            debug_assert_eq!(unknown_message(), "is not a known field", "`refuseOthers` says it");
            w.line(format!("{refuse}(value, path, issues, {declared});"));
            None
        }
        Rest::Typed(of) => {
            let variable = locals.name("others");
            let read = super::value::entries(readers, of, scope);
            let rest = readers.helper("rest");
            w.lines(&format!("const {variable} = {rest}(value, path, issues, {read}, {declared});"));
            Some(variable)
        }
    }
}

/// Gives back what was read: the declared fields in order, without those that are absent.
fn give(w: &mut Writer, fields: &[Reading<'_>], others: Option<&str>, output: &str) {
    let is_optional = |field: &&Reading<'_>| field.field.presence == Presence::Optional;
    let always = fields.iter().take_while(|field| !is_optional(field)).count();
    let (first, rest) = fields.split_at(always);
    let mut parts: Vec<String> = first.iter().map(property).collect();
    if rest.is_empty() {
        parts.extend(others.map(|others| format!("...{others}")));
        return literal_of(w, "return ", &parts, &format!("{};", cast(output)));
    }
    let draft = match output {
        "unknown" => "{ [key: string]: unknown }".to_owned(),
        name => format!("{{ -readonly [Key in keyof {name}]?: unknown }}"),
    };
    literal_of(w, &format!("const read: {draft} = "), &parts, ";");
    for field in rest {
        let name = &field.field.name;
        let set = match name.as_str() {
            // Anything else would set the prototype.
            "__proto__" => format!(
                "Object.defineProperty(read, \"__proto__\", {{ value: {}, configurable: true, enumerable: true, writable: true }});",
                field.value()
            ),
            name if output == "unknown" || key(name) != name => {
                format!("read[{}] = {};", quote(name), field.value())
            }
            name => format!("read.{name} = {};", field.value()),
        };
        w.line(if is_optional(&field) { format!("if ({} !== undefined) {set}", field.read) } else { set });
    }
    match others {
        Some(others) => w.line(format!("return {{ ...read, ...{others} }}{};", cast(output))),
        None => w.line(format!("return read{};", cast(output))),
    }
}

fn property(field: &Reading<'_>) -> String {
    let (name, value) = (&field.field.name, field.value());
    if *name == value { value } else { format!("{}: {value}", key(name)) }
}

fn literal_of(w: &mut Writer, before: &str, parts: &[String], after: &str) {
    let short = if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) };
    if before.len() + short.len() + after.len() <= 110 {
        return w.line(format!("{before}{short}{after}"));
    }
    w.block(format!("{before}{{"), &format!("}}{after}"), |w| {
        parts.iter().for_each(|part| w.line(format!("{part},")));
    });
}
