//! JSON texts that are of a type, or almost.

use rutter_contract::judge::{Types, range};
use rutter_contract::{Check, Field, Format, IntegerWidth, Key, Object, Presence, Rest, Rule, Type};
use serde_json::Value;

use crate::random::Random;

/// Texts of every kind, as JSON writes them. Two are halves of a character.
const PIECES: [&str; 30] = [
    "a",
    "Z",
    " ",
    "é",
    "e\u{301}",
    "船",
    "🚢",
    "👩\u{200d}👧",
    "\\r",
    "\\n",
    "\u{2028}",
    "\\u0000",
    "\u{7f}",
    "\u{85}",
    "\u{feff}",
    "ﷺ",
    "ب",
    "\\\"",
    "\\\\",
    "'",
    "<b>",
    "@",
    "-",
    ".",
    "0",
    "\\ud83d",
    "\\udea2",
    "\\ud83d\\udea2",
    "ß",
    "𐍈",
];

const NUMBERS: [&str; 40] = [
    "0",
    "-0",
    "0.0",
    "-0.0",
    "1",
    "1.0",
    "1e0",
    "1e2",
    "1E+2",
    "10e-1",
    "0.5",
    "-1",
    "2.5",
    "5e-324",
    "1e-400",
    "1e300",
    "1e400",
    "-1e400",
    "127",
    "128",
    "-128",
    "-129",
    "255",
    "256",
    "32768",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483649",
    "4294967295",
    "4294967296",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "170141183460469231731687303715884105727",
];

/// Texts of some format, or almost.
const FORMATTED: [&str; 78] = [
    "2026-11-22",
    "2024-02-29",
    "2023-02-29",
    "1900-02-29",
    "2000-02-29",
    "2026-04-31",
    "0000-01-01",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "26-11-22",
    "2026-1-2",
    "21:00",
    "21:00:00",
    "24:00:00",
    "23:59:60",
    "23:59:59.5",
    "23:59:59.123456789",
    "23:59:59.1234567890",
    "23:59:59.",
    "2026-11-22T21:00:00",
    "2026-11-22T21:00",
    "2026-11-22T21:00:00Z",
    "2026-11-22t21:00:00z",
    "2026-11-22 21:00:00Z",
    "2026-11-22T21:00:00+01:00",
    "2026-11-22T21:00:00.25-23:59",
    "2026-11-22T21:00:00+24:00",
    "2026-11-22T21:00:00+0100",
    "2026-11-22T21:00:00",
    "67e55044-10b1-426f-9247-bb680e5fe0c8",
    "67E55044-10B1-426F-9247-BB680E5FE0C8",
    "67e5504410b1426f9247bb680e5fe0c8",
    "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
    "00000000-0000-0000-0000-000000000000",
    "127.0.0.1",
    "127.0.0.01",
    "256.0.0.1",
    "1.2.3",
    "1.2.3.4.5",
    "::",
    "::1",
    "1::",
    "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::",
    "::2:3:4:5:6:7:8",
    "1::2::3",
    "1:2:3:4:5:6:1.2.3.4",
    "::ffff:1.2.3.4",
    "1:2:3:4:5:6:7:1.2.3.4",
    "fe80::1%eth0",
    "12345::",
    "a@b.co",
    "a@b",
    "a.b.@x.com",
    "a@-x.com",
    "a@x-.com",
    "a@x--y.com",
    "a@x..com",
    "ü@x.com",
    "https://a.b/c",
    "http://a.b:80/",
    "http://a.b:65536/",
    "http://[::1]:8080/x",
    "http://user:pass@a.b/?q#f",
    "http://1.2.3.4",
    "http://1.2.3",
    "http://0x7f",
    "mailto:a@b.co",
    "x-y:z",
    "file:///etc/x",
    "HTTPS://A.B",
    "http:a.b",
    "http://xn--a.b/",
    "http://a b/",
    "4111111111111111",
    "378282246310005",
    "4111111111111112",
];

/// What can be made of texts of a format by writing.
const INSERTED: [&str; 12] = [".", ":", "-", "/", "@", "0", "9", "a", " ", "é", "[", "::"];

/// Makes values of the types of a contract.
pub(crate) struct Values<'a> {
    pub(crate) types: &'a Types,
    pub(crate) random: Random,
}

impl Values<'_> {
    /// A value of a type, at times with something else in it.
    pub(crate) fn of(&mut self, ty: &Type) -> String {
        let mut text = String::new();
        let wrong = *self.random.pick(&[6, 25, 100, 1000]);
        self.write(ty, &[], 7, wrong, &mut text);
        text
    }

    fn write(&mut self, ty: &Type, rules: &[Rule], depth: usize, wrong: usize, to: &mut String) {
        if depth == 0 || self.random.once_in(wrong) {
            return self.anything(depth.min(3), to);
        }
        match ty {
            Type::Any => self.anything(depth.min(3), to),
            Type::Never | Type::File => to.push_str("null"),
            Type::Null => to.push_str("null"),
            Type::Boolean => to.push_str(self.random.word(&["true", "false"])),
            Type::Integer { width, .. } => self.integer(*width, rules, to),
            Type::Number => to.push_str(self.random.word(&NUMBERS)),
            Type::String { format } => {
                to.push('"');
                self.text(*format, rules, to);
                to.push('"');
            }
            Type::Literal { values, also } => {
                let names = values.iter().cloned().chain(also.names.keys().map(|name| Value::from(&**name)));
                let except = also.except.iter().map(|name| Value::from(&**name));
                let texts = also.other.iter().map(|_| Value::from("other"));
                let all: Vec<Value> = names.chain(except).chain(texts).collect();
                to.push_str(&self.random.pick(&all).to_string());
            }
            Type::Nullable { .. } if self.random.once_in(3) => to.push_str("null"),
            Type::Nullable { of } => self.write(of, rules, depth, wrong, to),
            Type::List { of, count, .. } => {
                let most = count.map_or(4, |count| count as usize);
                let count = count.map_or_else(|| self.random.below(5), |count| count as usize).min(most);
                self.items((0..count).map(|_| &**of), depth, wrong, to);
            }
            Type::Tuple { items } => self.items(items.iter(), depth, wrong, to),
            Type::Map { key, of } => {
                to.push('{');
                for _ in 0..self.random.below(4) {
                    self.comma(to);
                    self.key(key, to);
                    self.write(of, &[], depth.saturating_sub(1), wrong, to);
                }
                to.push('}');
            }
            Type::Object(object) => {
                to.push('{');
                self.fields(object, depth, wrong, to);
                to.push('}');
            }
            Type::Union { variants, .. } => {
                let variant = &variants[self.random.below(variants.len())];
                self.write(variant, rules, depth, wrong, to);
            }
            Type::All { of } => {
                to.push('{');
                of.iter().for_each(|ty| self.part(ty, depth, wrong, to));
                to.push('}');
            }
            Type::Ref { to: path } => match self.types.get(path) {
                Some(definition) => {
                    self.write(&definition.request, rules, depth.saturating_sub(1), wrong, to);
                }
                None => self.anything(1, to),
            },
            Type::Ruled { of, rules: more } => {
                let rules: Vec<Rule> = rules.iter().chain(more).cloned().collect();
                self.write(of, &rules, depth, wrong, to);
            }
        }
    }

    fn items<'t>(
        &mut self,
        types: impl Iterator<Item = &'t Type>,
        depth: usize,
        wrong: usize,
        to: &mut String,
    ) {
        to.push('[');
        for ty in types {
            self.comma(to);
            self.write(ty, &[], depth.saturating_sub(1), wrong, to);
        }
        if self.random.once_in(wrong) {
            self.comma(to);
            self.anything(1, to);
        }
        to.push(']');
    }

    /// The keys that a part of an object has.
    fn part(&mut self, ty: &Type, depth: usize, wrong: usize, to: &mut String) {
        let mut inner = String::new();
        self.write(ty, &[], depth.saturating_sub(1), wrong, &mut inner);
        if let Some(entries) = inner.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'))
            && !entries.is_empty()
        {
            self.comma(to);
            to.push_str(entries);
        }
    }

    fn fields(&mut self, object: &Object, depth: usize, wrong: usize, to: &mut String) {
        for field in &object.fields {
            let left_out = if field.presence == Presence::Required { wrong * 2 } else { 3 };
            if self.random.once_in(left_out) {
                continue;
            }
            let names: Vec<&String> = std::iter::once(&field.name).chain(&field.aliases).collect();
            let name = self.random_name(&names);
            self.field(field, name, depth, wrong, to);
            if self.random.once_in(wrong) {
                let name = self.random_name(&names);
                self.field(field, name, depth, wrong, to);
            }
        }
        match &object.rest {
            Rest::Typed(of) => {
                for _ in 0..self.random.below(3) {
                    self.comma(to);
                    self.key(&Key::Text, to);
                    self.write(of, &[], depth.saturating_sub(1), wrong, to);
                }
            }
            Rest::Ignored | Rest::Refused if self.random.once_in(wrong.min(20)) => {
                self.comma(to);
                self.key(&Key::Text, to);
                self.anything(1, to);
            }
            Rest::Ignored | Rest::Refused => {}
        }
    }

    fn random_name<'n>(&mut self, names: &[&'n String]) -> &'n str {
        names[self.random.below(names.len())]
    }

    fn field(&mut self, field: &Field, name: &str, depth: usize, wrong: usize, to: &mut String) {
        self.comma(to);
        to.push_str(&Value::from(name).to_string());
        to.push(':');
        let matches = field.rules.iter().any(|rule| matches!(rule.check, Check::MustMatch { .. }));
        if matches || field.name == "a" && field.ty == (Type::String { format: None }) {
            // So few texts that two fields are often equal.
            return to.push_str(self.random.word(&["\"x\"", "\"x\"", "\"y\"", "null"]));
        }
        self.write(&field.ty, &field.rules, depth.saturating_sub(1), wrong, to);
    }

    fn key(&mut self, key: &Key, to: &mut String) {
        to.push('"');
        match key {
            Key::Text => to.push_str(self.random.word(&[
                "a",
                "b",
                "name",
                "constructor",
                "__proto__",
                "1",
                "2",
                "",
                "船",
                "toString",
                "x y",
                "\\ud83d",
                "kind",
            ])),
            Key::Integer(_) => to.push_str(self.random.word(&NUMBERS)),
            Key::Boolean => to.push_str(self.random.word(&["true", "false", "True", "1"])),
            Key::Names(names) if !self.random.once_in(8) => {
                to.push_str(&names[self.random.below(names.len())]);
            }
            Key::Names(_) => to.push('z'),
            Key::Formatted(format) => self.text(Some(*format), &[], to),
        }
        to.push_str("\":");
    }

    fn integer(&mut self, width: IntegerWidth, rules: &[Rule], to: &mut String) {
        let (least, greatest) = range(width);
        let near = self.random.below(3) as i128 - 1;
        let limits: Vec<i128> = rules
            .iter()
            .flat_map(|rule| match &rule.check {
                Check::Range { min, max, .. } => [*min, *max],
                _ => [None, None],
            })
            .flatten()
            .filter_map(|bound| match bound {
                rutter_contract::Bound::Integer(bound) => Some(i128::from(bound)),
                _ => None,
            })
            .collect();
        match self.random.below(5) {
            0 if !limits.is_empty() => to.push_str(&(self.random.pick(&limits) + near).to_string()),
            1 => to.push_str(&least.saturating_add(near).to_string()),
            2 => to.push_str(&(greatest.min(1 << 100) as i128 + near).to_string()),
            3 => to.push_str(self.random.word(&NUMBERS)),
            _ => to.push_str(&self.random.below(100).to_string()),
        }
    }

    /// The inside of a text.
    fn text(&mut self, format: Option<Format>, rules: &[Rule], to: &mut String) {
        let formatted =
            format.is_some() || rules.iter().any(|rule| !matches!(rule.check, Check::Length { .. }));
        if formatted && !self.random.once_in(10) {
            let mut text = self.random.word(&FORMATTED).to_owned();
            for _ in 0..self.random.below(3) {
                let at = self.random.below(text.len() + 1);
                if !text.is_char_boundary(at) {
                    continue;
                }
                match self.random.below(4) {
                    0 => text.insert_str(at, self.random.word(&INSERTED)),
                    1 => drop(text.split_off(at)),
                    2 if at < text.len() => drop(text.remove(at)),
                    _ => {}
                }
            }
            return to.push_str(&text);
        }
        let count = if self.random.once_in(30) { 300 } else { self.random.below(6) };
        // Halves are rare: a text with one is always refused.
        for _ in 0..count {
            let piece = self.random.word(&PIECES);
            if !(piece.len() == 6 && piece.starts_with("\\ud")) || self.random.once_in(20) {
                to.push_str(piece);
            }
        }
    }

    fn anything(&mut self, depth: usize, to: &mut String) {
        match self.random.below(if depth == 0 { 6 } else { 9 }) {
            0 => to.push_str("null"),
            1 => to.push_str(self.random.word(&["true", "false"])),
            2 => to.push_str(self.random.word(&NUMBERS)),
            3 => {
                to.push('"');
                self.text(None, &[], to);
                to.push('"');
            }
            4 => to.push_str(self.random.word(&["[]", "{}", "\"\"", "\"on\"", "\"Cash\""])),
            5 => {
                to.push('"');
                self.text(Some(Format::Date), &[], to);
                to.push('"');
            }
            6 => {
                to.push('[');
                for _ in 0..self.random.below(3) {
                    self.comma(to);
                    self.anything(depth.saturating_sub(1), to);
                }
                to.push(']');
            }
            7 => {
                to.push('{');
                for _ in 0..self.random.below(3) {
                    self.comma(to);
                    self.key(&Key::Text, to);
                    self.anything(depth.saturating_sub(1), to);
                }
                to.push('}');
            }
            _ => {
                let deep = *self.random.pick(&[2, 60, 124, 126, 127, 128, 129, 300]);
                let (open, close) = *self.random.pick(&[("[", "]"), ("{\"a\":", "}")]);
                to.push_str(&open.repeat(deep));
                to.push_str("null");
                to.push_str(&close.repeat(deep));
            }
        }
    }

    fn comma(&mut self, to: &mut String) {
        if !to.ends_with(['[', '{']) {
            to.push(',');
        }
    }
}
