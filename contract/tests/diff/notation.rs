//! A contract in few signs, for cases that are read. One declaration a line; a line that starts with a blank goes on:
//!
//! ```text
//! type Post = { title/name: text length(1..80), state?: "draft" | "live", tags: text[], at: text(date) | null }
//! type Event = by kind { kind: "now" } | { kind: "later", days: int(u8) }
//! form SignUp = { mail: text email, password: text secret }
//! POST /posts/[id] { id: int(u32) } ? { page: int(u32) = 1 } <- Post -> 201 Post, 404 as create_post
//! page /blog/[slug] { slug: text }
//! search /blog { page: int(u32) = 1 }
//! ```
//!
//! `a/b` is a name with an alias, `x?` may be left out, `= 1` is a default, `!` among fields refuses others, `* : T` types
//! them, `map(T "a" "b")` is a map with these keys. `keyed` and `by TAG` before a union say how its variants are told apart.

use std::collections::BTreeMap;

use rutter_contract::{
    Also, Body, BodyKind, Bound, Check, Contract, Definition, Empty, Endpoint, Field, FileRules, Key, Method,
    Object, Presence, Response, Rest, RouteParams, Rule, SearchParams, Type, UrlField, UrlList,
};
use serde_json::Value;

/// # Panics
/// Where the text is malformed.
pub(crate) fn contract(text: &str) -> Contract {
    let mut contract = Contract::default();
    let text = text.replace("\n ", " ");
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut words = Words::new(line);
        match words.word().as_str() {
            kind @ ("type" | "form") => {
                let name = words.word();
                words.expect("=");
                let request = words.ty();
                let path = format!("app::{name}");
                if kind == "form" {
                    contract.forms.push(path.clone());
                }
                // A type has another name in other languages, where it is stated.
                let name = if words.takes("as") { words.word() } else { name };
                contract.types.insert(path, Definition { name, doc: None, request, response: None });
            }
            "page" => {
                let pattern = words.path();
                let fields = words.url_fields();
                let app = Some("web".to_owned());
                contract.params.insert(format!("app::Params{pattern}"), RouteParams { pattern, app, fields });
            }
            "search" => {
                let pattern = words.path();
                let fields = words.url_fields();
                let (app, key) = (Some("web".to_owned()), format!("app::Search{pattern}"));
                contract.search.insert(key, SearchParams { pattern: Some(pattern), app, fields });
            }
            method => endpoint(&mut contract, method, &mut words),
        }
        words.end();
    }
    contract
}

fn endpoint(contract: &mut Contract, method: &str, words: &mut Words) {
    let method: Method = serde_json::from_value(Value::from(method)).unwrap();
    let pattern = words.path();
    let key = format!("app::{} {pattern}", method.as_str());
    let mut endpoint = Endpoint {
        pattern: pattern.clone(),
        method,
        name: "handler".to_owned(),
        doc: None,
        params: None,
        search: None,
        body: None,
        responses: BTreeMap::new(),
    };
    if words.is_next("{") {
        let fields = words.url_fields();
        contract.params.insert(key.clone(), RouteParams { pattern, app: None, fields });
        endpoint.params = Some(key.clone());
    }
    if words.takes("?") {
        let fields = words.url_fields();
        contract.search.insert(key.clone(), SearchParams { pattern: None, app: None, fields });
        endpoint.search = Some(key);
    }
    for (sign, kind) in [("<-", BodyKind::Json), ("<form", BodyKind::Form)] {
        if words.takes(sign) {
            endpoint.body = Some(Body { kind, ty: words.ty() });
        }
    }
    if words.takes("->") {
        loop {
            let status: u16 = words.word().parse().unwrap();
            let mut bodies = Vec::new();
            if !words.is_end() && !words.is_next(",") && !words.is_next("as") {
                bodies.push(words.ty());
                while words.takes("or") {
                    bodies.push(words.ty());
                }
            }
            endpoint.responses.insert(status, Response { bodies });
            if !words.takes(",") {
                break;
            }
        }
    }
    if words.takes("as") {
        endpoint.name = words.word();
    }
    contract.endpoints.push(endpoint);
}

/// The signs of a line.
struct Words {
    words: Vec<String>,
    at: usize,
}

impl Words {
    fn new(line: &str) -> Self {
        let mut words = Vec::new();
        let mut rest = line.trim();
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '"' => 1 + rest[1..].find('"').unwrap() + 1,
                '/' if words.len() == 1 => rest.find(' ').unwrap_or(rest.len()),
                c if c.is_alphanumeric() || c == '_' => {
                    rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
                }
                _ => {
                    let signs = ["->", "<-", "<form", "..", "[]"];
                    signs.iter().find(|sign| rest.starts_with(**sign)).map_or(1, |sign| sign.len())
                }
            };
            words.push(rest[..length].to_owned());
            rest = rest[length..].trim_start();
        }
        Self { words, at: 0 }
    }

    fn is_end(&self) -> bool {
        self.at == self.words.len()
    }

    fn is_next(&self, word: &str) -> bool {
        self.words.get(self.at).is_some_and(|next| next == word)
    }

    fn takes(&mut self, word: &str) -> bool {
        let is = self.is_next(word);
        self.at += usize::from(is);
        is
    }

    fn word(&mut self) -> String {
        let word =
            self.words.get(self.at).unwrap_or_else(|| panic!("{:?} ends too early", self.words)).clone();
        self.at += 1;
        word
    }

    fn path(&mut self) -> String {
        let path = self.word();
        assert!(path.starts_with('/'), "{path} is no path");
        path
    }

    fn expect(&mut self, word: &str) {
        assert!(self.takes(word), "`{word}` is missing at {} of {:?}", self.at, self.words);
    }

    fn end(&self) {
        assert!(self.is_end(), "nothing is meant by {:?}", &self.words[self.at..]);
    }

    /// Whether an optional `(..)` follows, up to its end.
    fn in_parentheses<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.expect("(");
        let value = read(self);
        self.expect(")");
        value
    }

    fn ty(&mut self) -> Type {
        let tag = self.takes("by").then(|| self.word());
        let keyed = self.takes("keyed");
        let mut types = vec![self.postfix()];
        while self.takes("|") {
            types.push(self.postfix());
        }
        let nullable = types.len() > 1 && types.contains(&Type::Null);
        types.retain(|ty| !nullable || *ty != Type::Null);
        let is_literal = |ty: &Type| matches!(ty, Type::Literal { .. });
        let ty = if types.len() == 1 {
            types.remove(0)
        } else if types.iter().all(is_literal) {
            let (mut all, mut names) = (Vec::new(), BTreeMap::new());
            for ty in types {
                if let Type::Literal { values, also } = ty {
                    all.extend(values);
                    names.extend(also.names);
                }
            }
            Type::Literal { values: all, also: Also { names, ..Also::default() } }
        } else {
            Type::Union { variants: types, tag, keyed }
        };
        if nullable { ty.nullable() } else { ty }
    }

    fn postfix(&mut self) -> Type {
        let mut ty = self.primary();
        while self.takes("[]") {
            ty = Type::List { of: Box::new(ty), unique: false, count: None };
        }
        ty
    }

    fn primary(&mut self) -> Type {
        let word = self.word();
        match word.as_str() {
            "any" => Type::Any,
            "null" => Type::Null,
            "bool" => Type::Boolean,
            "number" => Type::Number,
            "file" => Type::File,
            "text" if self.is_next("(") => {
                let format = self.in_parentheses(|words| {
                    let name = words.word();
                    match words.is_next("(") {
                        true => serde_json::json!({ name: words.in_parentheses(Self::word) }),
                        false => Value::from(name),
                    }
                });
                Type::String { format: Some(serde_json::from_value(format).unwrap()) }
            }
            "text" => Type::String { format: None },
            "int" => {
                let width = self.in_parentheses(Self::word);
                Type::Integer { width: serde_json::from_value(Value::from(width)).unwrap(), non_zero: false }
            }
            "map" => self.in_parentheses(|words| {
                let of = Box::new(words.ty());
                let mut names = Vec::new();
                while !words.is_next(")") {
                    names.push(text(&words.word()));
                }
                Type::Map { key: if names.is_empty() { Key::Text } else { Key::Names(names) }, of }
            }),
            "set" => Type::List { of: Box::new(self.in_parentheses(Self::ty)), unique: true, count: None },
            "all" => {
                let of = self.in_parentheses(|words| {
                    let mut of = vec![words.ty()];
                    while words.takes(",") {
                        of.push(words.ty());
                    }
                    of
                });
                Type::All { of }
            }
            "(" => {
                let ty = self.ty();
                self.expect(")");
                ty
            }
            "{" => Type::Object(self.object()),
            literal if literal.starts_with('"') => {
                let (name, mut also) = (text(literal), Also::default());
                while self.takes("/") {
                    also.names.insert(text(&self.word()), name.clone());
                }
                Type::Literal { values: vec![Value::from(name)], also }
            }
            name => Type::to(format!("app::{name}")),
        }
    }

    /// Behind its `{`.
    fn object(&mut self) -> Object {
        let mut object = Object::new(Vec::new());
        while !self.takes("}") {
            if self.takes("!") {
                object.rest = Rest::Refused;
            } else if self.takes("*") {
                self.expect(":");
                object.rest = Rest::Typed(Box::new(self.ty()));
            } else {
                object.fields.push(self.field());
            }
            self.takes(",");
        }
        object
    }

    fn field(&mut self) -> Field {
        let name = self.word();
        let mut aliases = Vec::new();
        while self.takes("/") {
            aliases.push(self.word());
        }
        let is_optional = self.takes("?");
        self.expect(":");
        let mut field = Field { aliases, ..Field::new(name, self.ty()) };
        if is_optional {
            field.presence = Presence::Optional;
        }
        if self.takes("=") {
            field.presence = Presence::Default(serde_json::from_str(&self.word()).unwrap());
        }
        while !self.is_next(",") && !self.is_next("}") {
            match self.word().as_str() {
                "secret" => field.secret = true,
                "empty" => {
                    let empty: Empty =
                        serde_json::from_value(Value::from(self.in_parentheses(Self::word))).unwrap();
                    field.empty = Some(empty);
                }
                "size" => {
                    let size = self.in_parentheses(Self::word).parse().unwrap();
                    field.file.get_or_insert(FileRules::default()).max_size = Some(size);
                }
                "accept" => {
                    let kind = text(&self.in_parentheses(Self::word));
                    field.file.get_or_insert(FileRules::default()).accept.push(kind);
                }
                rule => field.rules.push(self.rule(rule)),
            }
        }
        field
    }

    fn rule(&mut self, name: &str) -> Rule {
        Rule::new(match name {
            "length" => {
                let (min, max) = self.in_parentheses(Self::limits);
                Check::Length { min: min.map(|n| n as u64), max: max.map(|n| n as u64) }
            }
            "range" => {
                let (min, max) = self.in_parentheses(Self::limits);
                let bound = |n: Option<i64>| n.map(Bound::Integer);
                Check::Range { min: bound(min), max: bound(max), exclusive_min: false, exclusive_max: false }
            }
            "email" => Check::Email,
            "required" => Check::Required,
            "url" => Check::Url { schemes: Vec::new() },
            "pattern" => Check::Pattern { regex: text(&self.in_parentheses(Self::word)) },
            "contains" => Check::Contains { text: text(&self.in_parentheses(Self::word)) },
            "matches" => Check::MustMatch { other: self.in_parentheses(Self::word) },
            "custom" => Check::Custom { function: self.in_parentheses(Self::word) },
            other => panic!("there is no rule {other}"),
        })
    }

    fn limits(&mut self) -> (Option<i64>, Option<i64>) {
        let number = |words: &mut Self| {
            (!words.is_next("..") && !words.is_next(")")).then(|| words.word().parse().unwrap())
        };
        let min = number(self);
        self.expect("..");
        (min, number(self))
    }

    fn url_fields(&mut self) -> Vec<UrlField> {
        self.expect("{");
        let object = self.object();
        let url_field = |field: Field| {
            let (ty, list) = match field.ty {
                Type::List { of, .. } => (*of, Some(UrlList::Repeated)),
                ty => (ty, None),
            };
            UrlField { presence: field.presence, rules: field.rules, list, ..UrlField::new(field.name, ty) }
        };
        object.fields.into_iter().map(url_field).collect()
    }
}

/// The text in quotes.
fn text(quoted: &str) -> String {
    quoted.trim_matches('"').to_owned()
}
