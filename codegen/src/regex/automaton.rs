//! Where an expression can go, character by character: its Glushkov automaton, in which every edge counts the ways in which
//! a backtracking engine takes it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

use super::class;

/// The most characters that an expression may ask for, counted repetitions written out.
const MAX_STATES: usize = 3000;
/// The most edges, and the most edges that are looked at on the way.
const MAX_EDGES: usize = 300_000;

/// The states are the characters that an expression asks for. State 0 is before the first one; where the expression may
/// match anywhere in the text, it loops there.
pub(super) struct Automaton {
    /// The states that may come after each, ordered, with the number of ways.
    pub(super) next: Vec<Vec<(usize, f64)>>,
    /// The symbols of each state, ordered. A symbol stands for all characters that the expression does not tell apart.
    pub(super) symbols: Vec<Vec<usize>>,
}

impl Automaton {
    /// `None`: the expression is too large.
    pub(super) fn new(hir: &Hir) -> Option<Self> {
        let mut build = Build::default();
        let start = build.state(&ClassUnicode::new([ClassUnicodeRange::new('\0', char::MAX)]))?;
        let part = build.part(hir)?;
        build.next[start].extend(part.first);
        if !hir.properties().look_set_prefix().contains(Look::Start) {
            build.next[start].push((start, 1.0));
        }
        Some(build.finish())
    }

    /// Whether both states take some character.
    pub(super) fn overlap(&self, one: usize, other: usize) -> bool {
        let (mut ones, mut others) = (self.symbols[one].as_slice(), self.symbols[other].as_slice());
        while let ([one, further @ ..], [other, beyond @ ..]) = (ones, others) {
            match one.cmp(other) {
                Ordering::Less => ones = further,
                Ordering::Greater => others = beyond,
                Ordering::Equal => return true,
            }
        }
        false
    }
}

/// States with the number of ways to or from them.
type Ways = Vec<(usize, f64)>;

/// A part of the expression.
struct Part {
    /// What its matches may start with.
    first: Ways,
    /// What its matches may end with.
    last: Ways,
    /// The number of ways to match nothing.
    empty: f64,
}

impl Part {
    /// Nothing, in one way.
    fn nothing() -> Self {
        Self { first: Vec::new(), last: Vec::new(), empty: 1.0 }
    }
}

#[derive(Default)]
struct Build {
    next: Vec<Ways>,
    /// The class of each state.
    class_of: Vec<usize>,
    classes: BTreeMap<Vec<(u32, u32)>, usize>,
    edges: usize,
}

impl Build {
    fn state(&mut self, class: &ClassUnicode) -> Option<usize> {
        let ranges = class.iter().map(|range| (range.start().into(), range.end().into())).collect();
        let count = self.classes.len();
        self.class_of.push(*self.classes.entry(ranges).or_insert(count));
        self.next.push(Vec::new());
        (self.next.len() <= MAX_STATES).then_some(self.next.len() - 1)
    }

    fn character(&mut self, class: &ClassUnicode) -> Option<Part> {
        let state = self.state(class)?;
        Some(Part { first: vec![(state, 1.0)], last: vec![(state, 1.0)], empty: 0.0 })
    }

    fn part(&mut self, hir: &Hir) -> Option<Part> {
        match hir.kind() {
            // What is asked of a place can only rule ways out.
            HirKind::Empty | HirKind::Look(_) => Some(Part::nothing()),
            HirKind::Literal(literal) => {
                String::from_utf8_lossy(&literal.0).chars().try_fold(Part::nothing(), |part, char| {
                    let next = self.character(&ClassUnicode::new([ClassUnicodeRange::new(char, char)]))?;
                    self.then(part, next)
                })
            }
            HirKind::Class(class) => self.character(&class::code_points(class)?),
            HirKind::Repetition(repetition) => self.repetition(repetition),
            HirKind::Capture(capture) => self.part(&capture.sub),
            HirKind::Concat(parts) => parts.iter().try_fold(Part::nothing(), |part, next| {
                let next = self.part(next)?;
                self.then(part, next)
            }),
            HirKind::Alternation(parts) => {
                let mut all = Part { empty: 0.0, ..Part::nothing() };
                for part in parts {
                    let part = self.part(part)?;
                    all.first.extend(part.first);
                    all.last.extend(part.last);
                    all.empty += part.empty;
                }
                Some(all)
            }
        }
    }

    fn then(&mut self, one: Part, other: Part) -> Option<Part> {
        self.join(&one.last, &other.first)?;
        Some(Part {
            first: sum(one.first, &other.first, one.empty),
            last: sum(other.last, &one.last, other.empty),
            empty: one.empty * other.empty,
        })
    }

    fn join(&mut self, from: &Ways, to: &Ways) -> Option<()> {
        self.edges += from.len() * to.len();
        if self.edges > MAX_EDGES {
            return None;
        }
        for &(state, ways) in from {
            self.next[state].extend(to.iter().map(|(to, more)| (*to, ways * more)));
        }
        Some(())
    }

    /// What must be there, and then what may be: `x{2,4}` is `xx(x(x)?)?`, and the last of `x{2,}` loops.
    fn repetition(&mut self, repetition: &Repetition) -> Option<Part> {
        let Repetition { min, max, sub, .. } = repetition;
        let mut required = Part::nothing();
        for _ in usize::from(max.is_none())..*min as usize {
            let next = self.part(sub)?;
            required = self.then(required, next)?;
        }
        let rest = match max {
            None => {
                let mut looped = self.part(sub)?;
                self.join(&looped.last.clone(), &looped.first)?;
                if *min == 0 {
                    looped.empty += 1.0;
                } else {
                    // What is required may match nothing, and what comes after it then starts in the same place.
                    let ways = looped.empty;
                    looped.first.iter_mut().for_each(|(_, count)| *count *= 1.0 + ways);
                }
                looped
            }
            Some(max) => {
                let mut optional = Part::nothing();
                for _ in *min..*max {
                    let one = self.part(sub)?;
                    optional = self.then(one, optional)?;
                    optional.empty += 1.0;
                }
                optional
            }
        };
        self.then(required, rest)
    }

    fn finish(self) -> Automaton {
        let Self { next, class_of, classes, .. } = self;
        let of_class = symbols(&classes);
        Automaton {
            next: next.into_iter().map(merged).collect(),
            symbols: class_of.into_iter().map(|class| of_class[class].clone()).collect(),
        }
    }
}

/// The ways of one, and those of the other as often as there are ways to get past the first.
fn sum(mut ways: Ways, others: &Ways, times: f64) -> Ways {
    if times > 0.0 {
        ways.extend(others.iter().map(|(state, count)| (*state, count * times)));
    }
    ways
}

fn merged(ways: Ways) -> Ways {
    let mut all = BTreeMap::new();
    for (state, count) in ways {
        *all.entry(state).or_insert(0.0) += count;
    }
    all.into_iter().collect()
}

/// The symbols of each class: the characters are divided where a class starts or ends, and what is in
/// the same classes is one symbol.
fn symbols(classes: &BTreeMap<Vec<(u32, u32)>, usize>) -> Vec<Vec<usize>> {
    let mut changes: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (ranges, class) in classes {
        for (start, end) in ranges {
            changes.entry(*start).or_default().push(*class);
            changes.entry(*end + 1).or_default().push(*class);
        }
    }
    let (mut open, mut found) = (BTreeSet::new(), BTreeSet::new());
    for class in changes.into_values().flat_map(|change| change.into_iter().map(Some).chain([None])) {
        match class {
            Some(class) if !open.remove(&class) => drop(open.insert(class)),
            Some(_) => {}
            None => drop(found.insert(open.clone())),
        }
    }
    let mut of_class = vec![Vec::new(); classes.len()];
    for (symbol, classes) in found.iter().enumerate() {
        classes.iter().for_each(|class| of_class[*class].push(symbol));
    }
    of_class
}
