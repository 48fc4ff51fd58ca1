//! Running a module over static values.
//!
//! The evaluator walks the statements of a file in the order in which they run, and keeps what each variable is
//! known to be. A branch whose condition is unknown is walked too, but what it assigns is only one of the values
//! that the variable may have, so nothing is lost and nothing is guessed. Functions of the file are called; a call
//! of anything else stands for itself ([`Value::Call`]) and the reader decides what it means.
//!
//! Work is bounded by a number of steps and by depth, whatever the file says: it may loop, recurse or double a
//! list a hundred times.

mod assignment;
mod branch;
mod builtin;
mod call;
mod expression;
mod object;
mod operator;
mod statement;
mod variable;

use std::collections::BTreeMap;
use std::rc::Rc;

use oxc_ast::ast::Expression;
use oxc_span::Span;

use crate::parse::Parsed;
use crate::position::{Lines, Position};
use crate::static_value::{Static, Unknown, Value};

/// Each expression and statement is a step, and so is each part that is copied. A redirect takes about five, so this
/// is more than any config of a real app needs.
const STEPS: u32 = 1_000_000;

/// The variable that stands for `module.exports`.
const MODULE_EXPORTS: &str = "module.exports";

/// A module that has been run, with what is needed to call its functions.
pub(crate) struct Evaluator<'a> {
    source: &'a str,
    lines: Lines<'a>,
    scopes: Vec<Scope<'a>>,
    /// The default export of an ES module, or what `export =` gives.
    default_export: Option<DefaultExport<'a>>,
    steps: u32,
    depth: u32,
    /// Set while walking code that may not run.
    region: Option<Region>,
    /// The functions being called, the outermost first.
    frames: Vec<Frame<'a>>,
}

/// Code that may not run.
#[derive(Clone)]
struct Region {
    /// What decides whether it runs.
    decides: Unknown,
    /// Scopes from this one on were made in the region, so in it their variables are certain.
    first_scope: usize,
    /// How many functions were being called when it began.
    frames: usize,
}

/// A function that is being called.
#[derive(Default)]
struct Frame<'a> {
    returned: Vec<Static<'a>>,
    /// What decides which of the values is returned, if a `return` stands in code that may not run.
    decides: Option<Unknown>,
}

#[derive(Default)]
struct Scope<'a> {
    parent: Option<usize>,
    /// Whether it is the scope of a function's body, to which each `var` in it belongs.
    is_function: bool,
    variables: BTreeMap<&'a str, Variable<'a>>,
}

struct Variable<'a> {
    value: Static<'a>,
    /// The variable this one was set from, and so shares its object with.
    shares: Option<(usize, &'a str)>,
}

enum DefaultExport<'a> {
    /// Read once the whole module has run, because statements after the export may still change the object.
    Expression(&'a Expression<'a>),
    Variable(&'a str),
    Value(Static<'a>),
}

impl<'a> Evaluator<'a> {
    /// Runs a module.
    pub(crate) fn run(parsed: &Parsed<'a>) -> Evaluator<'a> {
        let mut evaluator = Evaluator {
            source: parsed.source,
            lines: Lines::new(parsed.source),
            scopes: vec![Scope::default()],
            default_export: None,
            steps: STEPS,
            depth: 0,
            region: None,
            frames: Vec::new(),
        };
        evaluator.run_module(&parsed.program.body);
        evaluator
    }

    /// The default export: that of an ES module, else `module.exports` if the file sets it.
    pub(crate) fn default_export(&mut self) -> Option<Static<'a>> {
        // Once the work was cut short, statements that change the export may not have been walked.
        if self.steps == 0 {
            return Some(self.too_much_work(Span::default()));
        }
        match self.default_export.take() {
            Some(DefaultExport::Expression(expression)) => Some(self.expression(expression, 0)),
            Some(DefaultExport::Variable(name)) => Some(self.read(name, 0, Span::default())),
            Some(DefaultExport::Value(value)) => Some(value),
            None => Some(self.scopes[0].variables.get(MODULE_EXPORTS)?.value.clone()),
        }
    }

    /// The value, if it is a plain one; else unknown, with the reason.
    pub(crate) fn plain(&self, value: &Static<'a>) -> Static<'a> {
        match &value.value {
            Value::OneOf(_, decides) | Value::Falsy(decides) => Static::unknown(decides.clone(), value.span),
            Value::Import { .. } | Value::Member { .. } | Value::Call { .. } => {
                Static::unknown(self.why_unknown(value), value.span)
            }
            Value::NextDefaults => Static::unknown(
                Unknown::new("the value comes from Next's own default config", value.span),
                value.span,
            ),
            _ => value.clone(),
        }
    }

    /// Why a value that is not plain cannot be used as one.
    pub(crate) fn why_unknown(&self, value: &Static<'a>) -> Unknown {
        match &value.value {
            Value::Unknown(unknown) | Value::Falsy(unknown) | Value::OneOf(_, unknown) => unknown.clone(),
            Value::Import { module, .. } => self.imported(value.span, module),
            Value::Member { object, .. } => match &object.value {
                Value::Import { module, .. } => self.imported(value.span, module),
                _ => self.at_run_time(value.span),
            },
            Value::Call { .. } => {
                let why = format!(
                    "the value is what `{}` returns, which is known only at run time",
                    self.snippet(value.span)
                );
                Unknown { why: why.into(), span: value.span, at_run_time: true }
            }
            _ => Unknown::new(
                format!("`{}` has another type than expected", self.snippet(value.span)),
                value.span,
            ),
        }
    }

    /// The text of an expression on one line, cut short.
    pub(crate) fn snippet(&self, span: Span) -> String {
        const LONGEST: usize = 60;
        let text = self.source.get(span.start as usize..span.end as usize).unwrap_or_default();
        let mut snippet = String::new();
        let mut length = 0;
        for word in text.split_whitespace() {
            let space = usize::from(length > 0);
            let room = LONGEST - length;
            let letters = word.chars().take(room + 1).count() + space;
            if letters > room {
                snippet.extend(" ".chars().take(space).chain(word.chars()).take(room.saturating_sub(1)));
                snippet.push('…');
                break;
            }
            snippet.extend(" ".chars().take(space));
            snippet.push_str(word);
            length += letters;
        }
        snippet
    }

    pub(crate) fn position(&self, span: Span) -> Position {
        self.lines.position(span.start)
    }

    fn at_run_time(&self, span: Span) -> Unknown {
        let why = format!("the value is `{}`, which is known only at run time", self.snippet(span));
        Unknown { why: why.into(), span, at_run_time: true }
    }

    fn depends_on(&self, condition: Span) -> Unknown {
        let why =
            format!("the value depends on `{}`, which is known only at run time", self.snippet(condition));
        Unknown::new(why, condition)
    }

    fn imported(&self, span: Span, module: &Rc<str>) -> Unknown {
        let why = format!("`{}` comes from `{module}`, and other modules are not read", self.snippet(span));
        Unknown::new(why, span)
    }

    /// Takes `steps` from what is left. False if there is not enough left, and then for good.
    fn spend(&mut self, steps: u32) -> bool {
        match self.steps.checked_sub(steps) {
            Some(left) => {
                self.steps = left;
                true
            }
            None => {
                self.steps = 0;
                false
            }
        }
    }

    fn too_much_work(&self, span: Span) -> Static<'a> {
        Static::unknown(Unknown::new("the file takes too much work to evaluate", span), span)
    }

    fn new_scope(&mut self, parent: usize) -> usize {
        self.scopes.push(Scope { parent: Some(parent), ..Scope::default() });
        self.scopes.len() - 1
    }
}
