//! The fields and choices of a form as constants.

use super::fields::{Member, Shown, Step};
use crate::contract::names::doc_comment;
use crate::writer::{Writer, key, quote};

/// `fields`: the attributes of each input, as `<input {...fields.owner.email} />` takes them.
pub(super) fn fields(w: &mut Writer, shown: &Shown) {
    w.lines(FIELDS_DOC);
    member(w, "export const fields =", " as const;", shown, &Name::default());
}

/// `options`: what each choice is between; nothing where there is no choice.
pub(super) fn options(w: &mut Writer, shown: &Shown) {
    if has_options(shown) {
        w.blank();
        w.lines(OPTIONS_DOC);
        option(w, "export const options =", " as const;", shown);
    }
}

const FIELDS_DOC: &str = "\
/**
 * The name of each field and the attributes of its input: `<input {...fields.email} />`. A browser that goes by them stops
 * nothing that the server takes; the server still asks everything.
 */";

const OPTIONS_DOC: &str = "/** What each choice is between. */";

/// The name of a field: parts that are known, and what a page fills in between them.
#[derive(Clone, Default)]
struct Name {
    parts: Vec<Part>,
}

#[derive(Clone)]
enum Part {
    Text(String),
    /// A parameter: an index or a key.
    Index(String),
    Key(String),
}

impl Name {
    fn then(&self, part: Part) -> Self {
        let mut name = self.clone();
        name.parts.push(part);
        name
    }

    /// The name of a field of this group.
    fn step(&self, step: &Step) -> Self {
        self.then(Part::Text(match step {
            Step::Index(index) => format!("[{index}]"),
            // A dot or bracket would make two steps of it.
            Step::Key(key) if self.parts.is_empty() => key.clone(),
            Step::Key(key) if key.contains(['.', '[', ']']) => format!("[{key}]"),
            Step::Key(key) => format!(".{key}"),
        }))
    }

    fn params(&self) -> usize {
        self.parts.iter().filter(|part| !matches!(part, Part::Text(_))).count()
    }

    /// As a value, or as a type.
    fn text(&self, is_type: bool) -> String {
        if self.params() == 0 {
            let parts = self.parts.iter().filter_map(|part| match part {
                Part::Text(text) => Some(text.as_str()),
                Part::Index(_) | Part::Key(_) => None,
            });
            return quote(&parts.collect::<String>());
        }
        let mut text = "`".to_owned();
        for (at, part) in self.parts.iter().enumerate() {
            match part {
                Part::Text(known) => {
                    // Of a string literal, a template has what stands between the quotes.
                    let quoted = quote(known);
                    let inner = quoted[1..quoted.len() - 1].replace("\\\"", "\"");
                    text += &inner.replace('`', "\\`").replace("${", "\\${");
                }
                Part::Index(_) if is_type => text += "[${number}]",
                Part::Index(param) => text += &format!("[${{{param}}}]"),
                Part::Key(_) if is_type => text += if at == 0 { "${string}" } else { "[${string}]" },
                Part::Key(param) if at == 0 => text += &format!("${{{param}}}"),
                Part::Key(param) => text += &format!("[${{{param}}}]"),
            }
        }
        text + "`"
    }

    /// A parameter that the name does not have yet.
    fn param(&self, word: &str) -> String {
        match self.params() {
            0 => word.to_owned(),
            known => format!("{word}{}", known + 1),
        }
    }
}

fn member(w: &mut Writer, head: &str, tail: &str, shown: &Shown, name: &Name) {
    match shown {
        Shown::Input(..) => w.line(format!("{head} {}{tail}", value(shown, name))),
        Shown::Group(members) => {
            w.block(format!("{head} {{"), &format!("}}{tail}"), |w| {
                for Member { step, doc, shown } in members {
                    doc_comment(w, doc.as_deref());
                    member(w, &format!("{}:", property(step)), ",", shown, &name.step(step));
                }
            });
        }
        Shown::Rows(_) | Shown::Named(_) => w.line(format!("{head} {}{tail}", value(shown, name))),
    }
}

/// On one line, as a value.
fn value(shown: &Shown, name: &Name) -> String {
    match shown {
        Shown::Input(attributes, _) => {
            let attributes = attributes.iter().map(|(name, value)| format!("{name}: {value}"));
            let name = format!("name: {}", name.text(false));
            format!("{{ {} }}", [name].into_iter().chain(attributes).collect::<Vec<_>>().join(", "))
        }
        Shown::Group(members) => {
            let members = members.iter().map(|Member { step, shown, .. }| {
                format!("{}: {}", property(step), value(shown, &name.step(step)))
            });
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        Shown::Rows(of) => {
            let param = name.param("index");
            let of_row = name.then(Part::Index(param.clone()));
            format!("({param}: number): {} => ({})", ty(of, &of_row), value(of, &of_row))
        }
        Shown::Named(of) => {
            let param = name.param("key");
            let of_key = name.then(Part::Key(param.clone()));
            format!("({param}: string): {} => ({})", ty(of, &of_key), value(of, &of_key))
        }
    }
}

/// The type of a value: explicit, as declarations of functions need it.
fn ty(shown: &Shown, name: &Name) -> String {
    match shown {
        Shown::Input(attributes, _) => {
            let attributes = attributes.iter().map(|(name, value)| format!("readonly {name}: {value}"));
            let name = format!("readonly name: {}", name.text(true));
            format!("{{ {} }}", [name].into_iter().chain(attributes).collect::<Vec<_>>().join("; "))
        }
        Shown::Group(members) => {
            let members = members.iter().map(|Member { step, shown, .. }| {
                format!("readonly {}: {}", property(step), ty(shown, &name.step(step)))
            });
            format!("{{ {} }}", members.collect::<Vec<_>>().join("; "))
        }
        Shown::Rows(of) => {
            let param = name.param("index");
            format!("({param}: number) => {}", ty(of, &name.then(Part::Index(param.clone()))))
        }
        Shown::Named(of) => {
            let param = name.param("key");
            format!("({param}: string) => {}", ty(of, &name.then(Part::Key(param.clone()))))
        }
    }
}

fn option(w: &mut Writer, head: &str, tail: &str, shown: &Shown) {
    match shown {
        Shown::Input(_, choices) => {
            let choices: Vec<String> = choices.iter().map(|choice| quote(choice)).collect();
            w.line(format!("{head} [{}]{tail}", choices.join(", ")));
        }
        Shown::Group(members) => w.block(format!("{head} {{"), &format!("}}{tail}"), |w| {
            for Member { step, shown, .. } in members.iter().filter(|member| has_options(&member.shown)) {
                option(w, &format!("{}:", property(step)), ",", shown);
            }
        }),
        Shown::Rows(of) | Shown::Named(of) => option(w, head, tail, of),
    }
}

fn has_options(shown: &Shown) -> bool {
    match shown {
        Shown::Input(_, choices) => !choices.is_empty(),
        Shown::Group(members) => members.iter().any(|member| has_options(&member.shown)),
        Shown::Rows(of) | Shown::Named(of) => has_options(of),
    }
}

fn property(step: &Step) -> String {
    match step {
        Step::Key(name) => key(name),
        Step::Index(index) => index.to_string(),
    }
}
