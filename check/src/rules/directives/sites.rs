//! The places of a file where a directive stands, or something that was meant as one.

use rutter_syntax::facts::{Facts, FunctionId, Span};

use super::text::Meaning;

/// A string that stands alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'f> {
    /// The text between the quotes.
    pub(super) text: &'f str,
    /// What the text means.
    pub(super) meaning: Meaning<'f>,
    /// The bytes, with the quotes and without parentheses.
    pub(super) span: Span,
    /// The function whose body it stands in; none at the top of the file.
    pub(super) function: Option<FunctionId>,
    /// How it stands there.
    pub(super) form: Form,
}

/// How a string stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As a directive: before everything else of the file or the function's body.
    Directive,
    /// Behind other statements.
    Late,
    /// Where a directive stands, in parentheses.
    Wrapped,
    /// In parentheses behind other statements.
    LateAndWrapped,
    /// In back-ticks, anywhere.
    Template,
    /// In a block of the file or the function's body.
    Nested,
}

/// Every string of a file that stands alone: the directives of the file, those of its functions, and the rest.
pub(super) fn sites(facts: &Facts) -> impl Iterator<Item = Site<'_>> {
    let site = |text, span, function, form| {
        let text = &facts[text];
        Site { text, meaning: Meaning::of(text), span, function, form }
    };
    let of_file = facts.directives.iter().map(move |it| site(it.text, it.span, None, Form::Directive));
    let with_directives = facts.functions.iter_ids().filter(|(_, function)| !function.directives.is_empty());
    let of_functions = with_directives.flat_map(move |(id, function)| {
        facts[function.directives].iter().map(move |it| site(it.text, it.span, Some(id), Form::Directive))
    });
    let others = facts.rare.stray_strings.iter().map(move |it| {
        let form = match (it.template, it.direct, it.parenthesized, it.first) {
            (true, ..) => Form::Template,
            (_, false, ..) => Form::Nested,
            (_, _, true, true) => Form::Wrapped,
            (_, _, true, false) => Form::LateAndWrapped,
            (_, _, false, _) => Form::Late,
        };
        site(it.text, it.span, it.function, form)
    });
    of_file.chain(of_functions).chain(others)
}

/// Two directives at the top of a file that exclude each other; see [`conflicts`].
pub(super) fn conflict_of_file<'f>(
    facts: &'f Facts,
    a: impl Fn(Meaning<'f>) -> bool,
    b: impl Fn(Meaning<'f>) -> bool,
) -> Option<(Site<'f>, Site<'f>)> {
    if facts.directives.len() < 2 {
        return None;
    }
    conflicts(facts, a, b).into_iter().find(|(first, _)| first.function.is_none())
}

/// Two directives of one place that exclude each other: what is told of each says which it is.
///
/// The file comes first, then the functions. Of each place, the first directive of either sort counts, and the pair is
/// in the order of the text.
pub(super) fn conflicts<'f>(
    facts: &'f Facts,
    a: impl Fn(Meaning<'f>) -> bool,
    b: impl Fn(Meaning<'f>) -> bool,
) -> Vec<(Site<'f>, Site<'f>)> {
    let directives: Vec<Site<'f>> = sites(facts).filter(|site| site.form == Form::Directive).collect();
    let places = directives.chunk_by(|a, b| a.function == b.function);
    let conflict = |place: &[Site<'f>]| {
        let one = place.iter().find(|site| a(site.meaning))?;
        let other = place.iter().find(|site| b(site.meaning))?;
        Some(if one.span < other.span { (*one, *other) } else { (*other, *one) })
    };
    places.filter_map(conflict).collect()
}
