//! How long a backtracking engine can be made to take.
//!
//! Such an engine walks every way in which an expression can be read into the text, one after the other. How many ways are
//! under way at a place of the text is bounded here, over all texts: it is the ambiguity of the automaton (A. Weber and
//! H. Seidl, "On the degree of ambiguity of finite automata", 1991), with the search at every place as a loop before it.
//! The bound is never too low. It is too high where ways that it counts cannot be taken at the same time.

use std::collections::{BTreeMap, BTreeSet};

use regex_syntax::hir::Hir;

use super::automaton::Automaton;

/// The length of a text for which the bound must hold, in characters.
const LENGTH: f64 = 10_000.0;
/// The most steps in it: a few seconds at worst, where an exponential expression would take years.
const MAX_STEPS: f64 = 2e9;
/// The most pairs of states that are looked at.
const MAX_PAIRS: usize = 400_000;

/// Why an expression may take too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooLong {
    /// Every further character of some text doubles the ways.
    Exponential,
    /// The ways grow with the text, or there are many to begin with.
    Slow,
    /// There are too many states to say.
    Unknown,
}

impl TooLong {
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Exponential => {
                "each further character of some text doubles the time that JavaScript takes: something that is repeated can \
                 match the same text in two ways"
            }
            Self::Slow => {
                "JavaScript could take minutes to find no match in a long text: begin it with `^`, or let what is repeated \
                 not match what comes after it"
            }
            Self::Unknown => "it is too large to tell how long JavaScript could take",
        }
    }
}

/// Whether no text of 10,000 characters takes a backtracking engine more than some seconds.
pub(super) fn bounded(hir: &Hir) -> Result<(), TooLong> {
    let automaton = Automaton::new(hir).ok_or(TooLong::Unknown)?;
    let ways = Bounds::new(&automaton).ways()?;
    if ways[0] * LENGTH <= MAX_STEPS { Ok(()) } else { Err(TooLong::Slow) }
}

struct Bounds<'a> {
    automaton: &'a Automaton,
    /// Strongly connected states, those that lead to others first.
    components: Vec<Vec<usize>>,
    component: Vec<usize>,
    /// The most ways that are under way at once, by the state in which all began.
    ways: Vec<f64>,
}

impl<'a> Bounds<'a> {
    fn new(automaton: &'a Automaton) -> Self {
        let components = components(&automaton.next);
        let mut component = vec![0; automaton.next.len()];
        for (index, states) in components.iter().enumerate() {
            states.iter().for_each(|state| component[*state] = index);
        }
        Self { automaton, components, component, ways: vec![1.0; automaton.next.len()] }
    }

    fn ways(mut self) -> Result<Vec<f64>, TooLong> {
        for index in (0..self.components.len()).rev() {
            let states = self.components[index].clone();
            let loops = states.iter().any(|state| self.inside(*state).next().is_some());
            let leaving = states.iter().map(|state| self.leaving(*state)).fold(0.0, f64::max);
            let ways = if loops { self.looped(&states, leaving)? } else { leaving.max(1.0) };
            states.iter().for_each(|state| self.ways[*state] = ways);
        }
        Ok(self.ways)
    }

    fn inside(&self, state: usize) -> impl Iterator<Item = (usize, f64)> {
        let home = self.component[state];
        self.automaton.next[state].iter().copied().filter(move |(to, _)| self.component[*to] == home)
    }

    fn outside(&self, state: usize) -> impl Iterator<Item = (usize, f64)> {
        let home = self.component[state];
        self.automaton.next[state].iter().copied().filter(move |(to, _)| self.component[*to] != home)
    }

    /// The most ways that leave a state, and its component, with one character.
    fn leaving(&self, state: usize) -> f64 {
        let mut by_symbol: BTreeMap<usize, f64> = BTreeMap::new();
        for (to, count) in self.outside(state) {
            for symbol in &self.automaton.symbols[to] {
                *by_symbol.entry(*symbol).or_default() += count * self.ways[to];
            }
        }
        by_symbol.into_values().fold(0.0, f64::max)
    }

    /// The ways from a loop, which may be left at one place of the text or at many.
    fn looped(&self, states: &[usize], leaving: f64) -> Result<f64, TooLong> {
        let pairs = self.pairs(states)?;
        let mut partners: BTreeMap<usize, usize> = BTreeMap::new();
        for (one, other) in &pairs {
            *partners.entry(*one).or_default() += 1;
            *partners.entry(*other).or_default() += 1;
        }
        let within = 1.0 + partners.into_values().max().unwrap_or(0) as f64;
        let at_once = self.left_behind(states, &pairs)?;
        Ok(within * if at_once == 0.0 { leaving.max(1.0) } else { 1.0 + at_once * leaving })
    }

    /// The different states of a loop in which ways can be that began in the same one.
    fn pairs(&self, states: &[usize]) -> Result<BTreeSet<(usize, usize)>, TooLong> {
        let mut found = BTreeSet::new();
        let mut open: Vec<(usize, usize)> = states.iter().map(|state| (*state, *state)).collect();
        let mut looked_at = 0;
        while let Some((one, other)) = open.pop() {
            for (a, ways) in self.inside(one) {
                for (b, _) in self.inside(other) {
                    looked_at += 1;
                    if looked_at > MAX_PAIRS {
                        return Err(TooLong::Unknown);
                    }
                    let same = one == other && a == b;
                    if same && ways < 2.0 || !self.automaton.overlap(a, b) {
                        continue;
                    }
                    if a == b {
                        // Two ways with one text from a state to itself: each round doubles them.
                        return Err(TooLong::Exponential);
                    }
                    let pair = (a.min(b), a.max(b));
                    if found.insert(pair) {
                        open.push(pair);
                    }
                }
            }
        }
        Ok(found)
    }

    /// At how many places a loop can have been left by ways that are still under way while another is in it: the longest
    /// text that both can read. 0: whenever it can be left, no way stays.
    fn left_behind(&self, states: &[usize], pairs: &BTreeSet<(usize, usize)>) -> Result<f64, TooLong> {
        let mut looked_at = 0;
        let mut steps = |staying: usize, other: usize, left: bool, to: &mut Vec<(usize, usize)>| {
            for (stays, _) in self.inside(staying) {
                for (goes, _) in self.automaton.next[other]
                    .iter()
                    .filter(|(to, _)| left || self.component[*to] != self.component[other])
                {
                    looked_at += 1;
                    if looked_at > MAX_PAIRS {
                        return Err(TooLong::Unknown);
                    }
                    if self.automaton.overlap(stays, *goes) {
                        to.push((stays, *goes));
                    }
                }
            }
            Ok(())
        };
        let mut starts = Vec::new();
        let same = states.iter().map(|state| (*state, *state));
        for (one, other) in same.chain(pairs.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]))
        {
            steps(one, other, false, &mut starts)?;
        }
        let mut next: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
        let mut open = starts;
        while let Some(pair) = open.pop() {
            if next.contains_key(&pair) {
                continue;
            }
            let mut to = Vec::new();
            steps(pair.0, pair.1, true, &mut to)?;
            open.extend(&to);
            next.insert(pair, to);
        }
        Ok(longest(&next).map_or(LENGTH, |longest| longest.min(LENGTH)))
    }
}

/// The number of nodes on the longest path; `None`: it has no end.
fn longest(next: &BTreeMap<(usize, usize), Vec<(usize, usize)>>) -> Option<f64> {
    let mut before: BTreeMap<(usize, usize), usize> = next.keys().map(|node| (*node, 0)).collect();
    for to in next.values().flatten() {
        *before.entry(*to).or_default() += 1;
    }
    let mut ready: Vec<((usize, usize), f64)> =
        before.iter().filter(|(_, count)| **count == 0).map(|(node, _)| (*node, 1.0)).collect();
    let mut lengths: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let (mut done, mut longest) = (0, 0.0_f64);
    while let Some((node, length)) = ready.pop() {
        done += 1;
        longest = longest.max(length);
        for to in &next[&node] {
            let reached = lengths.entry(*to).or_default();
            *reached = reached.max(length + 1.0);
            let left = before.entry(*to).or_default();
            *left -= 1;
            if *left == 0 {
                ready.push((*to, *reached));
            }
        }
    }
    (done == next.len()).then_some(longest)
}

/// The strongly connected components, each before those that it leads to (Kosaraju).
fn components(next: &[Vec<(usize, f64)>]) -> Vec<Vec<usize>> {
    let mut order = Vec::new();
    let mut seen = vec![false; next.len()];
    for root in 0..next.len() {
        let mut open = vec![(root, 0)];
        while let Some((state, at)) = open.pop() {
            if at == 0 && std::mem::replace(&mut seen[state], true) {
                continue;
            }
            match next[state].get(at) {
                Some((to, _)) => open.extend([(state, at + 1), (*to, 0)]),
                None => order.push(state),
            }
        }
    }
    let mut back = vec![Vec::new(); next.len()];
    for (state, to) in next.iter().enumerate() {
        to.iter().for_each(|(to, _)| back[*to].push(state));
    }
    let mut components = Vec::new();
    while let Some(root) = order.pop() {
        let (mut states, mut open) = (Vec::new(), vec![root]);
        while let Some(state) = open.pop() {
            if std::mem::replace(&mut seen[state], false) {
                states.push(state);
                open.extend(&back[state]);
            }
        }
        if !states.is_empty() {
            components.push(states);
        }
    }
    components
}
