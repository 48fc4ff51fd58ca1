//! Every rule on every module.

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use rutter_project::{App, CheckSettings, Diagnostic, Severity, Workspace};
use rutter_routes::ProblemCode;
use rutter_syntax::LoadedApp;
use rutter_syntax::facts::Span;
use rutter_syntax::graph::{Environment, Module, ModuleGraph, ModuleId};

use crate::context::Project;
use crate::finding::{Edit, Finding, Findings, Related};
use crate::registry::rules;
use crate::rule::{FixKind, Level, Rule};
use crate::rules::run::{INVALID_SUPPRESSION, SYNTAX_ERROR, UNUSED_SUPPRESSION};
use crate::settings::{Settings, unknown_rules};
use crate::sources::Sources;
use crate::suppress::Suppressions;

/// What a check has found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The findings, by the path of the file, then by place, then by rule.
    pub findings: Vec<Finding>,
    /// How many findings a comment suppresses.
    pub suppressed: usize,
}

/// Lets every rule look at every module of the app and of its workspace.
#[must_use]
pub fn check(project: &Project<'_>, settings: &Settings) -> Report {
    let modules: Vec<ModuleId> = project.graph.modules().map(|(id, _)| id).collect();
    let checked: Vec<Checked> =
        modules.into_par_iter().map(|module| Checked::new(project, settings, module)).collect();
    let suppressed = checked.iter().map(|checked| checked.suppressed).sum();
    let mut with_findings: Vec<Checked> =
        checked.into_iter().filter(|checked| !checked.found.is_empty()).collect();
    with_findings.sort_by(|a, b| a.path.cmp(&b.path));
    Report { findings: with_findings.into_iter().flat_map(|checked| checked.found).collect(), suppressed }
}

/// Lets every rule look at one module: what [`check`] finds there.
#[must_use]
pub fn check_module(project: &Project<'_>, settings: &Settings, module: ModuleId) -> Report {
    let Checked { found, suppressed, .. } = Checked::new(project, settings, module);
    Report { findings: found, suppressed }
}

/// What is wrong with an app besides its modules: with its configuration, its files, its route tree.
#[must_use]
pub fn check_app(
    workspace: &Workspace,
    app: &App,
    loaded: &LoadedApp,
    graph: &ModuleGraph,
) -> Vec<Diagnostic> {
    let stated = CheckSettings::of(workspace, app);
    let mut found =
        workspace.config.as_ref().map(|config| unknown_rules(config, &stated)).unwrap_or_default();
    found.extend(loaded.diagnostics.iter().cloned());
    let problems = &loaded.tree.problems;
    found.extend(problems.iter().map(|problem| Diagnostic::of_problem(problem, &app.dir)));
    // Of a folder that is no app, nothing else is worth knowing.
    if !problems.iter().any(|problem| problem.code == ProblemCode::NoRoutesFolder) {
        found.extend(graph.diagnostics().iter().cloned());
    }
    found
}

impl Report {
    /// The findings as plain data: every module as a file, every span as a place.
    #[must_use]
    pub fn diagnostics(&self, project: &Project<'_>) -> Vec<Diagnostic> {
        let mut sources = Sources::new(project);
        self.findings.iter().map(|finding| diagnostic(finding, project, &mut sources)).collect()
    }
}

fn diagnostic(finding: &Finding, project: &Project<'_>, sources: &mut Sources<'_>) -> Diagnostic {
    let mut place = |related: Related| rutter_project::Related {
        location: sources.location(related.module, related.span),
        message: related.message,
    };
    let chain = project.steps(&finding.chain).into_iter().map(&mut place).collect();
    let related = finding.related.iter().cloned().map(place).collect();
    let fix = finding.fix.as_ref().map(|fix| {
        let edit = |edit: &Edit| (sources.location(finding.module, edit.span), edit.text.clone());
        rutter_project::Fix {
            title: fix.title.clone(),
            is_safe: fix.kind == FixKind::Safe,
            edits: fix.edits.iter().map(edit).collect(),
        }
    });
    let severity = match finding.level {
        Level::Error => Severity::Error,
        Level::Warning | Level::Off => Severity::Warning,
    };
    Diagnostic {
        code: finding.rule.name,
        severity,
        message: finding.message.clone(),
        why: Some(finding.why.clone()),
        help: finding.help.clone(),
        location: Some(sources.location(finding.module, finding.span)),
        files: Vec::new(),
        chain,
        related,
        fix,
    }
}

/// Directives with which a file is for a compiler that runs before Next's and changes what it does: `withAui` of
/// `@assistant-ui/next` makes two files of one, for the server and for the client.
const OTHER_COMPILERS: [&str; 1] = ["use generative"];

/// Whether what Next compiles is not what the file says.
fn is_rewritten(module: &Module) -> bool {
    OTHER_COMPILERS.iter().any(|directive| module.has_directive(directive))
}

/// One module when every rule has looked at it.
struct Checked {
    path: String,
    found: Vec<Finding>,
    suppressed: usize,
}

impl Checked {
    fn new(project: &Project<'_>, settings: &Settings, module: ModuleId) -> Self {
        let mut checked = Self { path: project.path(module), found: Vec::new(), suppressed: 0 };
        let file = &project.graph[module].path;
        if settings.ignores(file) {
            return checked;
        }
        let level = |rule: &'static Rule| settings.level(rule, file);
        if is_rewritten(&project.graph[module]) {
            return checked;
        }
        if project.graph[module].facts().syntax_errors.is_empty() {
            checked.run_rules(project, settings, module, level);
            checked.apply_suppressions(project, module, level);
        } else {
            // What a rule does not find in a broken file may stand behind the mistake.
            checked.report_syntax_errors(project, module, level(&SYNTAX_ERROR));
        }
        checked
            .found
            .sort_by(|a, b| (a.span, a.rule.name, &a.message).cmp(&(b.span, b.rule.name, &b.message)));
        checked
    }

    fn run_rules(
        &mut self,
        project: &Project<'_>,
        settings: &Settings,
        module: ModuleId,
        level: impl Fn(&'static Rule) -> Level,
    ) {
        let mut context = project.context(module, &self.path);
        context.sensitive = settings.sensitive();
        for rule in rules() {
            if let Some(mut findings) = Findings::of(rule, level(rule), module, &mut self.found) {
                (rule.check)(&context, &mut findings);
            }
        }
    }

    fn report_syntax_errors(&mut self, project: &Project<'_>, module: ModuleId, level: Level) {
        let errors = &project.graph[module].facts().syntax_errors;
        let is_reached = Environment::ALL.iter().any(|it| project.environments.contains(module, *it));
        // A file that no route reaches stops no build, and one that is too large for us is no one's mistake.
        // Neither is one that Babel reads, which may have been taught more than TypeScript and JSX.
        let is_left_to_babel = !project.babel().is_empty();
        let is_certain = is_reached && !is_left_to_babel && errors.iter().all(|error| !error.is_refusal);
        let level = if is_certain { level } else { level.min(Level::Warning) };
        let Some(mut findings) = Findings::of(&SYNTAX_ERROR, level, module, &mut self.found) else { return };
        let mut sources = Sources::new(project);
        let text = sources.text(module);
        for error in errors {
            let at = character(text, error.position.line, error.position.column);
            if error.is_refusal {
                findings.report(at, error.message.clone()).why("no rule looks at a file that is not parsed");
                continue;
            }
            let why = match is_reached {
                true if is_left_to_babel => {
                    "no other rule looks at the file; `next build` has Babel read it, as the app has configured it"
                }
                true => "`next build` refuses the file, and no other rule looks at it",
                false => {
                    "no other rule looks at the file; no route reaches it, so `next build` does not see it"
                }
            };
            findings.report(at, format!("the file cannot be parsed: {}", error.message)).why(why);
        }
    }

    fn apply_suppressions(
        &mut self,
        project: &Project<'_>,
        module: ModuleId,
        level: impl Fn(&'static Rule) -> Level,
    ) {
        let facts = project.graph[module].facts();
        if facts.rare.suppressions.is_empty() {
            return;
        }
        let mut sources = Sources::new(project);
        let mut suppressions = Suppressions::read(facts, sources.text(module));
        let before = self.found.len();
        self.found.retain(|finding| !suppressions.suppress(finding.rule, finding.span));
        self.suppressed = before - self.found.len();
        let [invalid, unused] = [&INVALID_SUPPRESSION, &UNUSED_SUPPRESSION];
        if let Some(mut findings) = Findings::of(invalid, level(invalid), module, &mut self.found) {
            suppressions.report_invalid(&mut findings);
        }
        if let Some(mut findings) = Findings::of(unused, level(unused), module, &mut self.found) {
            suppressions.report_unused(|rule| level(rule) != Level::Off, &mut findings);
        }
    }
}

/// The bytes of the character at a line and column, both from 1.
fn character(text: &str, line: usize, column: usize) -> Span {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let start = start + rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { start: byte(start), end: byte(start + width) }
}
