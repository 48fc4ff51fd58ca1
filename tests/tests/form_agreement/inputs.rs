//! Forms that are almost right, made up from a seed along the type that they are meant for.

use rutter_contract::judge::Types;
use rutter_contract::{Field, Format, Rest, Type};
use serde::Serialize;
use serde_json::Value;

/// What is sent under a name.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Sent {
    Text(String),
    File {
        name: String,
        #[serde(rename = "type")]
        kind: String,
        size: usize,
    },
}

/// The names and values of a form.
pub(crate) type Pairs = Vec<(String, Sent)>;

/// A generator of numbers that gives the same ones each time (xorshift64*, Vigna 2016).
pub(crate) struct Inputs<'a> {
    state: u64,
    types: &'a Types,
    pairs: Pairs,
}

const TEXTS: &[&str] = &[
    "",
    "a",
    "ab",
    "abc",
    "abcde",
    "on",
    "true",
    "false",
    "null",
    "x@y.example",
    "https://a.example/",
    " ",
    "é",
    "😀",
    "a\nb",
    "\u{0}",
    "bab",
    "caca",
    "constructor",
    "__proto__",
    "0",
];
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "-1",
    "+5",
    "007",
    "-0",
    "20",
    "21",
    "255",
    "256",
    "65535",
    "-32768",
    "4294967296",
    "9007199254740993",
    "1e3",
    "1.5",
    "-1.5",
    ".5",
    "5.",
    "2.5",
    "1e400",
    "1e-7",
    "NaN",
    "inf",
    "0x10",
    " 1",
    "1 ",
    "",
    "340282366920938463463374607431768211456",
];
const FLAGS: &[&str] = &["on", "true", "false", "", "1", "TRUE"];
const DATES: &[&str] = &["2026-11-22", "2024-02-29", "2023-02-29", "", "x", "2026-1-2"];
const TIMES: &[&str] = &["21:00", "21:00:30", "24:00", "", "9:00", "21:0é"];
const MOMENTS: &[&str] = &[
    "2026-11-22T21:00",
    "2026-11-22T21:00:30",
    "2026-11-22T21:00:00Z",
    "2026-11-31T21:00",
    "",
    "2026-11-22T21:0é",
];
const KEYS: &[&str] =
    &["a", "b", "7", "255", "256", "x", "name", "kind", "n", "t", "of", "constructor", "__proto__", "0"];

impl<'a> Inputs<'a> {
    pub(crate) fn new(seed: u64, types: &'a Types) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, types, pairs: Vec::new() }
    }

    fn next(&mut self) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() >> 33) as usize % count
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    /// One form. `files`: whether it may send files.
    pub(crate) fn form(&mut self, ty: &'a Type, files: bool) -> Pairs {
        self.pairs.clear();
        self.value("", ty, 0);
        let mut pairs = std::mem::take(&mut self.pairs);
        for _ in 0..self.below(4).saturating_sub(1) {
            self.spoil(&mut pairs);
        }
        if !files {
            for (_, sent) in &mut pairs {
                if let Sent::File { name, .. } = sent {
                    *sent = Sent::Text(std::mem::take(name));
                }
            }
        }
        pairs
    }

    fn send(&mut self, name: &str, text: &str) {
        self.pairs.push((name.to_owned(), Sent::Text(text.to_owned())));
    }

    fn file(&mut self) -> Sent {
        let name = self.pick(&["", "a.txt", "b.TXT", "c.png", "é.txt"]).to_owned();
        let kind =
            self.pick(&["", "text/plain", "image/png", "image/x;a=b", "application/octet-stream"]).to_owned();
        let size = if name.is_empty() { 0 } else { *[0, 1, 10, 11].get(self.below(4)).unwrap_or(&0) };
        Sent::File { name, kind, size }
    }

    fn key(&mut self, name: &str, key: &str) -> String {
        match (name, self.below(3)) {
            ("", _) => key.to_owned(),
            (_, 0) => format!("{name}[{key}]"),
            _ => format!("{name}.{key}"),
        }
    }

    fn value(&mut self, name: &str, ty: &'a Type, depth: usize) {
        match ty {
            Type::Ref { to } => {
                if depth < 12
                    && let Some(definition) = self.types.get(to)
                {
                    self.value(name, &definition.request, depth + 1);
                }
            }
            Type::Ruled { of, .. } => self.value(name, of, depth),
            Type::Nullable { of } => match self.below(4) {
                0 => {}
                1 => self.send(name, ""),
                _ => self.value(name, of, depth + 1),
            },
            Type::Boolean => self.text(name, FLAGS),
            Type::Integer { .. } | Type::Number => self.text(name, NUMBERS),
            Type::String { format: Some(Format::Date) } => self.text(name, DATES),
            Type::String { format: Some(Format::Time) } => self.text(name, TIMES),
            Type::String { format: Some(Format::LocalDateTime | Format::DateTime) } => {
                self.text(name, MOMENTS);
            }
            Type::String { .. } | Type::Any | Type::Null | Type::Never => self.text(name, TEXTS),
            // Aliases of names are a liberty of serde, and no part of the type in TypeScript.
            Type::Literal { values, also } => {
                let own = values.iter().filter_map(Value::as_str);
                let names: Vec<&str> = own.chain(also.names.keys().map(String::as_str)).collect();
                match self.below(8) {
                    0 => self.text(name, TEXTS),
                    _ if names.is_empty() => self.text(name, TEXTS),
                    _ => self.text(name, &names),
                }
            }
            Type::File => {
                let sent = match self.below(6) {
                    0 => Sent::Text(self.pick(&["", "a.txt"]).to_owned()),
                    _ => self.file(),
                };
                self.pairs.push((name.to_owned(), sent));
            }
            Type::List { of, .. } => {
                let count = if depth > 8 { 0 } else { self.below(4) };
                let style = self.below(4);
                for at in 0..count {
                    let name = match style {
                        0 => name.to_owned(),
                        1 => format!("{name}[]"),
                        2 => format!("{name}[{}]", at * 3 + 1),
                        _ => format!("{name}[{at}]"),
                    };
                    self.value(&name, of, depth + 1);
                }
            }
            Type::Tuple { items } => {
                let style = self.below(3);
                for (at, item) in items.iter().enumerate() {
                    let name = if style == 0 { name.to_owned() } else { format!("{name}[{at}]") };
                    self.value(&name, item, depth + 1);
                }
            }
            Type::Map { of, .. } => {
                for _ in 0..self.below(3) {
                    let key = self.pick(KEYS);
                    let name = self.key(name, key);
                    self.value(&name, of, depth + 1);
                }
            }
            Type::Object(object) => {
                for field in &object.fields {
                    self.field(name, field, depth);
                }
                if let Rest::Typed(of) = &object.rest
                    && self.below(2) == 0
                {
                    let key = self.pick(KEYS);
                    let name = self.key(name, key);
                    self.value(&name, of, depth + 1);
                }
            }
            Type::Union { variants, .. } => {
                let variant = &variants[self.below(variants.len())];
                self.value(name, variant, depth + 1);
            }
            Type::All { of } => of.iter().for_each(|ty| self.value(name, ty, depth + 1)),
        }
    }

    fn field(&mut self, name: &str, field: &'a Field, depth: usize) {
        if self.below(12) == 0 {
            return;
        }
        let aliased = !field.aliases.is_empty() && self.below(4) == 0;
        let key = if aliased { &field.aliases[self.below(field.aliases.len())] } else { &field.name };
        let name = self.key(name, key);
        self.value(&name, &field.ty, depth + 1);
    }

    fn text(&mut self, name: &str, from: &[&str]) {
        // Mostly what is meant.
        let text = if self.below(16) == 0 { self.pick(TEXTS) } else { self.pick(from) };
        self.send(name, text);
    }

    /// Makes something wrong.
    fn spoil(&mut self, pairs: &mut Pairs) {
        if pairs.is_empty() {
            pairs.push((self.pick(KEYS).to_owned(), Sent::Text("x".to_owned())));
            return;
        }
        let at = self.below(pairs.len());
        let (name, sent) = pairs[at].clone();
        match self.below(9) {
            0 => drop(pairs.remove(at)),
            1 => pairs.push((name, sent)),
            2 => pairs.push((format!("{name}.{}", self.pick(KEYS)), sent)),
            3 => pairs
                .push((format!("{name}[{}]", self.pick(&["0", "7", "1000", "01", "", "a.b", "-1"])), sent)),
            4 => pairs.push((
                self.pick(&["z", "z.y", ".z", "z..y", "z[", "", "a[0][]b", "a[].b"]).to_owned(),
                sent,
            )),
            5 => pairs[at].1 = self.file(),
            6 => pairs.push((name.split(['.', '[']).next().unwrap_or_default().to_owned(), sent)),
            7 => pairs.push((format!("{name}{}", ".a".repeat(14 + self.below(4))), sent)),
            _ => pairs[at].1 = Sent::Text(self.pick(TEXTS).to_owned()),
        }
    }
}
