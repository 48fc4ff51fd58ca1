//! Texts that an expression is about.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::random::Random;

pub(crate) struct Sampler(Hir);

impl Sampler {
    pub(crate) fn new(regex: &str) -> Self {
        Self(regex_syntax::parse(regex).unwrap())
    }

    /// A text that matches, but for what the expression asks of places.
    pub(crate) fn text(&self, random: &mut Random) -> String {
        let mut text = String::new();
        write(&self.0, random, &mut text);
        text
    }
}

fn write(hir: &Hir, random: &mut Random, out: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(std::str::from_utf8(&literal.0).unwrap()),
        HirKind::Class(class) => out.extend(one(class, random)),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(repetition.min + 4).min(repetition.min + 40);
            let count = repetition.min + random.below((most - repetition.min + 1) as usize) as u32;
            (0..count).for_each(|_| write(&repetition.sub, random, out));
        }
        HirKind::Capture(capture) => write(&capture.sub, random, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, random, out)),
        HirKind::Alternation(parts) => write(&parts[random.below(parts.len())], random, out),
    }
}

/// A character of a class: of its first ranges more often, and at their ends.
fn one(class: &Class, random: &mut Random) -> Option<char> {
    let class = match class {
        Class::Unicode(class) => class.clone(),
        Class::Bytes(class) => class.to_unicode_class()?,
    };
    let ranges = class.ranges();
    let count = if random.below(2) == 0 { ranges.len().min(4) } else { ranges.len() };
    let range = ranges.get(random.below(count.max(1)))?;
    let (start, end) = (u32::from(range.start()), u32::from(range.end()));
    let code = match random.below(4) {
        0 => start,
        1 => end,
        _ => start + random.below((end - start + 1).min(200) as usize) as u32,
    };
    char::from_u32(code).or(Some(range.start()))
}
