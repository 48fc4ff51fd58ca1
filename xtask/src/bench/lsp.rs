//! The language server on an app: how long an editor waits for it, and what it takes.
//!
//! Made-up edits, the same every time, go to the released binary over its streams, and after each the editor asks what is
//! wrong: with the document, then with all other open ones. The goals are in milliseconds, which depend on the machine and on
//! what else it does; the CPU time beside them does so far less.

mod editor;
mod edits;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use serde::Serialize;

use self::editor::Editor;
use self::edits::{Document, Edit, Kind};
use super::check::code_files;
use super::tree::Random;

const SEED: u64 = 7;

/// How many documents are open.
const OPEN: usize = 20;

const BURSTS: usize = 10;

const KEYSTROKES: usize = 50;

/// The time between two keystrokes of a burst.
const PACE: Duration = Duration::from_millis(5);

/// How long an idle server is looked at.
const IDLE: Duration = Duration::from_secs(30);

/// How long it takes until a server that is not asked anything has nothing left to do.
const SETTLED: Duration = Duration::from_secs(2);

/// What was measured several times.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    what: String,
    count: usize,
    unit: &'static str,
    median: f64,
    p95: f64,
    max: f64,
    /// The goal, and whether it is met.
    goal: Option<(String, bool)>,
}

/// What waiting for something has taken: by the clock, and of the server's CPU time.
#[derive(Default)]
struct Waits {
    wall: Vec<f64>,
    cpu: Vec<f64>,
}

/// Measures the server on the app in a folder.
pub(crate) fn run(rutter: &Path, app: &Path, edits: usize, runs: u32) -> Result<Vec<Figure>> {
    let app = fs::canonicalize(app).with_context(|| format!("{} is no folder", app.display()))?;
    let mut documents = choose(&app)?;
    let mut figures = vec![cold_start(rutter, &app, &documents[0], runs)?];

    let mut editor = Editor::start(rutter, &app)?;
    for document in &documents {
        editor.open(document)?;
    }
    pull_all_open(&mut editor, &documents)?;
    thread::sleep(SETTLED);
    figures.push(memory("memory at the start", &editor));
    let mut random = Random(SEED);
    eprintln!("making {edits} edits in {}", app.display());
    figures.extend(edit(&mut editor, &mut documents, &mut random, edits)?);
    figures.push(memory("memory after the edits", &editor));
    eprintln!("editing while all files are checked");
    figures.extend(beside_a_full_check(&mut editor, &mut documents, &mut random, edits.min(100))?);
    eprintln!("typing faster than anybody can");
    figures.extend(bursts(&mut editor, &mut documents, &mut random)?);
    thread::sleep(SETTLED);
    let before = editor.cpu();
    thread::sleep(IDLE);
    let idle = milliseconds(editor.cpu() - before);
    figures.push(Figure::one("CPU time of 30 idle seconds", "ms", idle).at_most(1.0));
    editor.stop()?;
    Ok(figures)
}

/// The documents that most others import, the largest, and some between.
fn choose(app: &Path) -> Result<Vec<Document>> {
    let mut files = Vec::new();
    for path in code_files(app)? {
        if let Ok(text) = fs::read_to_string(&path) {
            files.push((path, text));
        }
    }
    files.sort_unstable();
    let mut imported: BTreeMap<String, usize> = BTreeMap::new();
    for line in files.iter().flat_map(|(_, text)| text.lines()) {
        let specifier = line.rsplit_once(" from ").map(|(_, it)| it.trim_matches(['"', '\'', ';']));
        *imported.entry(name(specifier.unwrap_or_default())).or_default() += 1;
    }
    let dependents = |path: &Path| {
        let path = path.with_extension("");
        imported.get(&name(&path.to_string_lossy())).copied().unwrap_or_default()
    };
    let mut by_dependents: Vec<&PathBuf> = files.iter().map(|(path, _)| path).collect();
    by_dependents.sort_by_key(|path| std::cmp::Reverse(dependents(path)));
    let mut by_size: Vec<(usize, &PathBuf)> = files.iter().map(|(path, text)| (text.len(), path)).collect();
    by_size.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    let spread = files.iter().step_by((files.len() / OPEN).max(1)).map(|(path, _)| path);
    let mut chosen: Vec<&PathBuf> = Vec::new();
    let most = by_dependents.into_iter().take(OPEN * 2 / 5);
    let largest = by_size.into_iter().take(OPEN / 5).map(|(_, path)| path);
    for path in most.chain(largest).chain(spread) {
        if !chosen.contains(&path) && chosen.len() < OPEN {
            chosen.push(path);
        }
    }
    chosen.into_iter().map(|path| Document::read(path)).collect()
}

/// The end of a path or a specifier, by which a file is known well enough to choose it.
fn name(path: &str) -> String {
    let parts: Vec<&str> =
        path.split('/').filter(|part| !matches!(*part, "" | "." | ".." | "index")).collect();
    parts[parts.len().saturating_sub(2)..].join("/")
}

/// The first diagnostics of a server that was just started, beside a whole check.
fn cold_start(rutter: &Path, app: &Path, document: &Document, runs: u32) -> Result<Figure> {
    eprintln!("starting beside `rutter check`");
    let mut ratios = Vec::new();
    for round in 0..=runs {
        let start = Instant::now();
        let mut check = Command::new(rutter);
        check
            .args(["check", "--format", "json"])
            .current_dir(app)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        check.status().context("`rutter check` could not be started")?;
        let checked = start.elapsed();
        let start = Instant::now();
        let mut editor = Editor::start(rutter, app)?;
        editor.open(document)?;
        let asked = editor.pull(document)?;
        editor.answer(asked)?;
        let first = start.elapsed();
        editor.stop()?;
        if round > 0 {
            ratios.push(first.as_secs_f64() / checked.as_secs_f64());
        }
    }
    let figure = Figure::new("start to first diagnostics", "times `rutter check`", ratios);
    let met = figure.median <= 1.5;
    Ok(figure.with_goal("median 1.5".to_owned(), met))
}

/// Edits, each with what is wrong with the document, then with the others.
fn edit(
    editor: &mut Editor,
    documents: &mut [Document],
    random: &mut Random,
    count: usize,
) -> Result<Vec<Figure>> {
    let mut own: BTreeMap<usize, Waits> = BTreeMap::new();
    let mut all_own = Waits::default();
    let mut others = Waits::default();
    let mut open: Vec<Edit> = Vec::new();
    let mut at = 0;
    for _ in 0..count {
        if open.is_empty() {
            at = random.below(documents.len());
            open = documents[at].step(random, documents);
            open.reverse();
        }
        let Some(edit) = open.pop() else { break };
        let kind = Kind::ALL.iter().position(|(kind, _)| *kind == edit.kind).unwrap_or_default();
        let (cpu, start) = (editor.cpu(), Instant::now());
        editor.edit(&mut documents[at], &edit)?;
        let asked = editor.pull(&documents[at])?;
        editor.answer(asked)?;
        let wall = milliseconds(start.elapsed());
        let own_cpu = milliseconds(editor.cpu() - cpu);
        own.entry(kind).or_default().add(wall, own_cpu);
        all_own.add(wall, own_cpu);
        pull_all_open(editor, documents)?;
        others.add(milliseconds(start.elapsed()), milliseconds(editor.cpu() - cpu));
    }
    // What is left is taken back, so that the documents are what they were.
    for edit in open.into_iter().rev() {
        editor.edit(&mut documents[at], &edit)?;
    }
    let [wall, cpu] = all_own.figures("the edited document");
    let met = wall.median <= 10.0 && wall.p95 <= 30.0;
    let mut figures = vec![wall.with_goal("median 10, p95 30".to_owned(), met), cpu];
    for (kind, waits) in own {
        figures.extend(waits.figures(Kind::ALL[kind].1));
    }
    let [wall, cpu] = others.figures("every open document");
    figures.extend([wall.at_most(150.0), cpu]);
    Ok(figures)
}

fn pull_all_open(editor: &mut Editor, documents: &[Document]) -> Result<()> {
    let asked = documents.iter().map(|document| editor.pull(document)).collect::<Result<Vec<_>>>()?;
    for asked in asked {
        editor.answer(asked)?;
    }
    Ok(())
}

/// Edits while the server looks at all files.
fn beside_a_full_check(
    editor: &mut Editor,
    documents: &mut [Document],
    random: &mut Random,
    count: usize,
) -> Result<Vec<Figure>> {
    let (mut own, mut whole) = (Waits::default(), Waits::default());
    let mut made = 0;
    while made < count {
        let at = random.below(documents.len());
        for edit in documents[at].step(random, documents) {
            let (cpu, start) = (editor.cpu(), Instant::now());
            let all = editor.pull_all()?;
            thread::sleep(PACE);
            let edited = Instant::now();
            editor.edit(&mut documents[at], &edit)?;
            let asked = editor.pull(&documents[at])?;
            editor.answer(asked)?;
            own.add(milliseconds(edited.elapsed()), milliseconds(editor.cpu() - cpu));
            editor.answer(all)?;
            whole.add(milliseconds(start.elapsed()), milliseconds(editor.cpu() - cpu));
            made += 1;
        }
    }
    let [wall, _] = own.figures("the edited document, beside a full check");
    let met = wall.median <= 10.0 && wall.p95 <= 30.0;
    let [whole, cpu] = whole.figures("the full check beside it");
    Ok(vec![wall.with_goal("median 10, p95 30".to_owned(), met), whole, cpu])
}

/// Keystrokes faster than answers, each with the question that an editor asks after it.
fn bursts(editor: &mut Editor, documents: &mut [Document], random: &mut Random) -> Result<Vec<Figure>> {
    let mut last = Waits::default();
    let mut outdated = Vec::new();
    for _ in 0..BURSTS {
        let at = random.below(documents.len());
        let document = &mut documents[at];
        let place = document.text.len();
        let cpu = editor.cpu();
        let mut asked = Vec::new();
        let mut typed = Instant::now();
        for number in 0..KEYSTROKES {
            thread::sleep(PACE);
            typed = Instant::now();
            let span = place + number..place + number;
            editor.edit(document, &Edit { kind: Kind::Statement, span, text: "a".to_owned() })?;
            asked.push(editor.pull(document)?);
        }
        let newest = asked.pop();
        if let Some(newest) = newest {
            editor.answer(newest)?;
        }
        last.add(milliseconds(typed.elapsed()), milliseconds(editor.cpu() - cpu));
        let mut refused = 0;
        for asked in asked {
            refused += usize::from(editor.answer(asked)?.response_result.is_err());
        }
        outdated.push(refused as f64);
        let span = place..place + KEYSTROKES;
        editor.edit(document, &Edit { kind: Kind::Undo, span, text: String::new() })?;
        pull_all_open(editor, documents)?;
    }
    let [wall, cpu] = last.figures("the last of 50 keystrokes");
    Ok(vec![wall.at_most(30.0), cpu, Figure::new("outdated questions that are refused", "of 49", outdated)])
}

fn memory(what: &str, editor: &Editor) -> Figure {
    Figure::one(what, "MiB", editor.memory() as f64 / f64::from(1 << 20)).at_most(400.0)
}

impl Waits {
    fn add(&mut self, wall: f64, cpu: f64) {
        self.wall.push(wall);
        self.cpu.push(cpu);
    }

    fn figures(self, what: &str) -> [Figure; 2] {
        [Figure::new(what, "ms", self.wall), Figure::new(&format!("{what}, CPU time"), "ms", self.cpu)]
    }
}

impl Figure {
    fn new(what: &str, unit: &'static str, mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let at = |percent: usize| values.get(values.len() * percent / 100).or(values.last()).copied();
        let at = |percent| at(percent).unwrap_or_default();
        let (median, p95, max) = (at(50), at(95), at(100));
        Self { what: what.to_owned(), count: values.len(), unit, median, p95, max, goal: None }
    }

    fn one(what: &str, unit: &'static str, value: f64) -> Self {
        Self::new(what, unit, vec![value])
    }

    /// With the goal that 95 of 100 are at most this.
    fn at_most(self, most: f64) -> Self {
        let met = self.p95 <= most;
        let measure = if self.count > 1 { "p95 " } else { "" };
        self.with_goal(format!("{measure}{most}"), met)
    }

    fn with_goal(self, goal: String, met: bool) -> Self {
        Self { goal: Some((goal, met)), ..self }
    }
}

/// The figures under a head.
pub(crate) fn table(figures: &[Figure]) -> String {
    let head = format!("{:<52} {:>6} {:>9} {:>9} {:>9}  unit\n", "lsp", "count", "median", "p95", "max");
    let line = |figure: &Figure| {
        let Figure { what, count, unit, median, p95, max, goal } = figure;
        let goal = goal
            .as_ref()
            .map(|(goal, met)| format!("  goal {goal}: {}", if *met { "met" } else { "MISSED" }));
        let goal = goal.unwrap_or_default();
        format!("{what:<52} {count:>6} {median:>9.2} {p95:>9.2} {max:>9.2}  {unit}{goal}\n")
    };
    head + &figures.iter().map(line).collect::<String>()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_what_so_many_of_a_hundred_are_at_most() {
        let figure = Figure::new("a", "ms", (0..200).rev().map(f64::from).collect());
        assert_eq!([figure.median, figure.p95, figure.max], [100.0, 190.0, 199.0]);
        assert!(Figure::one("a", "ms", 30.0).at_most(30.0).goal.is_some_and(|(_, met)| met));
        assert!(figure.at_most(30.0).goal.is_some_and(|(_, met)| !met));
    }

    #[test]
    fn a_file_and_its_import_have_one_name() {
        for specifier in ["@/lib/auth/session", "../auth/session", "@dub/lib/auth/session/index"] {
            assert_eq!(name(specifier), "auth/session");
        }
    }
}
