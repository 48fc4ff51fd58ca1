//! The examples on the rules' pages, which are the rules' tests. `docs/README.md` says how they are written.

mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use page::{Example, Page};
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use rutter_check::{Environments, Finding, Project, Settings, check, fix, suppression};
use rutter_project::{CheckSettings, Location, MemorySystem, System, Workspace};
use rutter_syntax::graph::ModuleGraph;
use rutter_syntax::{load_app, read_facts};

/// Where the files of an example lie.
const ROOT: &str = "/ws";

/// What is wrong in an example, as the page writes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    file: String,
    line: usize,
    level: String,
    rule: String,
}

/// Each example has the findings that it marks and no other. `UPDATE=1` writes the messages that it shows;
/// `RULE=name` tests one page.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the pages from the disk")]
fn examples() {
    let update = std::env::var("UPDATE").is_ok();
    let only = std::env::var("RULE").ok();
    let results: Vec<(PathBuf, String, String)> = pages(only.as_deref())
        .into_par_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let mut page = Page::parse(&text);
            let mut wrong = String::new();
            for example in &mut page.examples {
                let name = format!("{}: {}", path.file_name().unwrap().display(), example.title);
                for problem in test(example, update) {
                    writeln!(wrong, "{name}\n{problem}").unwrap();
                }
            }
            let new = page.text();
            (path, wrong, if new == text { String::new() } else { new })
        })
        .collect();
    let wrong: String = results.iter().map(|(_, wrong, _)| wrong.as_str()).collect();
    for (path, _, new) in results.iter().filter(|(_, _, new)| !new.is_empty()) {
        std::fs::write(path, new).unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A page shows what its rule reports and what it does not.
#[test]
fn pages_show_both_sides() {
    for rule in rutter_check::rules() {
        let page = Page::parse(rule.page);
        let name = rule.name;
        assert!(!page.introduction.trim().is_empty(), "{name} is not introduced");
        let examples = page.examples.iter().filter(|example| !example.blocks.is_empty());
        let marks: Vec<BTreeSet<String>> =
            examples.map(|example| marks(example).into_iter().map(|mark| mark.rule).collect()).collect();
        assert!(marks.iter().any(|rules| rules.contains(name)), "{name} has no example that it reports");
        assert!(marks.iter().any(BTreeSet::is_empty), "{name} has no example that is right");
    }
}

fn pages(only: Option<&str>) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = rutter_check::rules()
        .iter()
        .filter(|rule| only.is_none_or(|only| only == rule.name))
        .map(|rule| Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/{}.md", rule.name)))
        .collect();
    assert!(!paths.is_empty(), "no rule has the name that RULE gives");
    paths.sort();
    paths
}

/// What is wrong with an example.
fn test(example: &mut Example, update: bool) -> Vec<String> {
    let files = example.files().map(|(path, text)| (format!("{ROOT}/{path}"), text));
    let system: Arc<dyn System> = Arc::new(MemorySystem::with_files(files));
    let found = run(&system);
    let mut problems: Vec<String> = found.iter().filter_map(Found::misworded).collect();
    let expected = marks(example);
    let mut actual: Vec<Mark> = found.iter().map(Found::mark).collect();
    actual.sort();
    for mark in &expected {
        if !take(&mut actual, mark) {
            let Mark { file, line, level, rule } = mark;
            problems.push(format!("  missing: {file}:{line} {level}: [{rule}]"));
        }
    }
    for mark in actual {
        let text = found.iter().find(|found| found.mark() == mark).map(Found::text).unwrap_or_default();
        problems.push(format!("  unexpected:\n{text}"));
    }
    if let Some(message) = &mut example.message {
        let text: String = found.iter().map(Found::text).collect::<Vec<_>>().join("\n");
        if *message != text && update {
            *message = text;
        } else if *message != text {
            problems.push(format!("  the messages are\n{text}"));
        }
    }
    problems.extend(["\n", "\r\n"].iter().flat_map(|line_end| test_suppressions(example, line_end)));
    problems.extend(test_fixes(example, &system, &found));
    problems
}

/// Writes the comment that suppresses each finding: then it is gone, and nothing else has come.
fn test_suppressions(example: &Example, line_end: &str) -> Vec<String> {
    let with_line_ends = |text: &str| text.replace('\n', line_end);
    let files = example.files().map(|(path, text)| (format!("{ROOT}/{path}"), with_line_ends(&text)));
    let files: BTreeMap<String, String> = files.collect();
    let run = |files: &BTreeMap<String, String>| {
        run(&(Arc::new(MemorySystem::with_files(files)) as Arc<dyn System>))
    };
    let told =
        |found: &Found| (found.file().to_owned(), found.finding.rule.name, found.finding.message.clone());
    let before = run(&files);
    let mut problems = Vec::new();
    for found in &before {
        let (rule, path) = (found.finding.rule.name, format!("{ROOT}/{}", found.file()));
        if ["syntax-error", "invalid-suppression", "unused-suppression"].contains(&rule) {
            continue;
        }
        let (text, name) = (&files[&path], path.rsplit('/').next().unwrap());
        let edit = suppression(&read_facts(name, text), name, text, &found.finding, "a reason");
        let Some(edit) = edit else {
            problems.push(format!(
                "  {}:{}: there is no room for a comment about {rule}",
                found.file(),
                found.at.line
            ));
            continue;
        };
        let (start, end) = text.split_at(edit.span.start as usize);
        let mut changed = files.clone();
        changed.insert(path.clone(), [start, &with_line_ends(&edit.text), end].concat());
        let after = run(&changed);
        let mut lost: Vec<_> = before.iter().map(told).collect();
        for left in after.iter().map(told) {
            match lost.iter().position(|other| *other == left) {
                Some(at) => drop(lost.remove(at)),
                None => problems.push(format!("  the comment brings {left:?}\n{}", changed[&path])),
            }
        }
        if !lost.contains(&told(found)) {
            problems.push(format!("  {rule} is not suppressed by\n{}", changed[&path]));
        }
    }
    problems
}

/// Applies the fixes and compares every file that the example shows as fixed.
fn test_fixes(example: &Example, system: &Arc<dyn System>, found: &[Found]) -> Vec<String> {
    if example.fixed.is_empty() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for workspace_app in 0..workspace(system).apps.len() {
        let workspace = workspace(system);
        let app = &workspace.apps[workspace_app];
        let settings = Settings::new(&**system, &CheckSettings::of(&workspace, app));
        let fixed = fix(system, app, &load_app(&**system, app), &settings).unwrap();
        problems.extend(fixed.refused.iter().map(|refused| format!("  not fixed: {refused:?}")));
    }
    for (path, expected) in &example.fixed {
        let text = system.read_to_string(format!("{ROOT}/{path}").as_str().into()).unwrap();
        if text != *expected {
            problems.push(format!("  {path} is fixed to\n{text}"));
        }
    }
    if found.iter().all(|found| found.finding.fix.is_none()) {
        problems.push("  nothing offers a fix".to_owned());
    }
    problems
}

fn take(marks: &mut Vec<Mark>, mark: &Mark) -> bool {
    let at = marks.iter().position(|other| other == mark);
    at.map(|at| marks.remove(at)).is_some()
}

/// What an example marks, sorted.
fn marks(example: &Example) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (file, block) in &example.blocks {
        for (line, level, rule) in &block.marks {
            marks.push(Mark { file: file.clone(), line: *line, level: level.clone(), rule: rule.clone() });
        }
    }
    marks.sort();
    marks
}

/// A finding with its places.
struct Found {
    finding: Finding,
    at: Location,
    related: Vec<String>,
}

impl Found {
    fn file(&self) -> &str {
        relative(&self.at)
    }

    fn mark(&self) -> Mark {
        Mark {
            file: self.file().to_owned(),
            line: self.at.line,
            level: self.finding.level.as_str().to_owned(),
            rule: self.finding.rule.name.to_owned(),
        }
    }

    /// The words of the finding, as a page shows them.
    fn text(&self) -> String {
        let Finding { rule, level, message, why, help, .. } = &self.finding;
        let (file, line, column, level) = (self.file(), self.at.line, self.at.column, level.as_str());
        let mut text = format!("{file}:{line}:{column} {level}[{}]: {message}\n  why: {why}\n", rule.name);
        if let Some(help) = help {
            writeln!(text, "  help: {help}").unwrap();
        }
        for related in &self.related {
            writeln!(text, "  {related}").unwrap();
        }
        text
    }

    /// What a reader would stumble over.
    fn misworded(&self) -> Option<String> {
        let Finding { rule, message, why, help, .. } = &self.finding;
        let words = [Some(message), Some(why), help.as_ref()];
        let is_wrong = |text: &&String| {
            text.is_empty() || text.ends_with('.') || text.starts_with(char::is_uppercase) && !has_name(text)
        };
        let wrong = words.into_iter().flatten().find(is_wrong)?;
        let must = "a message starts in lower case, has no final period, and says why";
        Some(format!("  {}: {must}: {wrong:?}", rule.name))
    }
}

/// Whether a text starts with a name that is written with a capital.
fn has_name(text: &str) -> bool {
    ["Next", "React", "TypeScript", "JavaScript", "Node", "Turbopack", "ECMAScript", "JSX", "URL"]
        .iter()
        .any(|name| text.starts_with(name))
}

fn workspace(system: &Arc<dyn System>) -> Workspace {
    Workspace::discover(&**system, ROOT.into()).unwrap()
}

/// The findings of every app of an example.
fn run(system: &Arc<dyn System>) -> Vec<Found> {
    let workspace = workspace(system);
    let mut found = Vec::new();
    for app in &workspace.apps {
        let loaded = load_app(&**system, app);
        let graph = ModuleGraph::load(system, app, &loaded);
        let environments = Environments::new(&graph, app, &loaded);
        let project = Project::new(&**system, app, &loaded, &graph, &environments);
        let settings = Settings::new(&**system, &CheckSettings::of(&workspace, app));
        let report = check(&project, &settings);
        for finding in report.findings {
            let place = |module, span: rutter_syntax::facts::Span| {
                let path = &graph[module].path;
                Location::of_span(path, &system.read_to_string(path).unwrap(), span.into())
            };
            let chain = project.steps(&finding.chain);
            let related = chain.iter().chain(&finding.related).map(|related| {
                let at = place(related.module, related.span);
                format!("{}:{}:{} {}", relative(&at), at.line, at.column, related.message)
            });
            let related = related.collect();
            let at = place(finding.module, finding.span);
            found.push(Found { finding, at, related });
        }
    }
    found
}

fn relative(at: &Location) -> &str {
    at.file.strip_prefix(ROOT).unwrap().as_str()
}
