//! Code that may not run, or may run more than once.

use oxc_ast::ast::{Expression, ForStatementLeft, Statement, SwitchStatement};
use oxc_span::{GetSpan, Span};

use super::statement::Flow;
use super::{Evaluator, Region};
use crate::static_value::{Static, Unknown};

impl<'a> Evaluator<'a> {
    /// A switch over known values runs from its case on; any other may run each of its cases.
    pub(super) fn switch(&mut self, statement: &'a SwitchStatement<'a>, scope: usize) -> Flow {
        let subject = self.expression(&statement.discriminant, scope);
        let scope = self.new_scope(scope);
        let mut start = None;
        let mut is_known = true;
        for (place, case) in statement.cases.iter().enumerate() {
            let Some(test) = &case.test else { continue };
            let test = self.expression(test, scope);
            match self.strictly_equal(&subject, &test) {
                Some(true) => {
                    start = Some(place);
                    break;
                }
                Some(false) => {}
                None => is_known = false,
            }
        }
        if is_known {
            let default = statement.cases.iter().position(|case| case.test.is_none());
            let Some(start) = start.or(default) else { return Flow::Continues };
            for case in &statement.cases[start..] {
                for inner in &case.consequent {
                    if matches!(inner, Statement::BreakStatement(_)) {
                        return Flow::Continues;
                    }
                    if self.statement(inner, scope) == Flow::Leaves {
                        return Flow::Leaves;
                    }
                }
            }
            return Flow::Continues;
        }
        let decides = self.depends_on(statement.discriminant.span());
        for case in &statement.cases {
            self.perhaps_run(decides.clone(), |this| this.statements_of(&case.consequent, scope));
        }
        Flow::Continues
    }

    pub(super) fn for_each(
        &mut self,
        left: &'a ForStatementLeft<'a>,
        right: &'a Expression<'a>,
        body: &'a Statement<'a>,
        span: Span,
        scope: usize,
    ) -> Flow {
        self.expression(right, scope);
        let scope = self.new_scope(scope);
        let item = Static::unknown(self.at_run_time(left.span()), left.span());
        match left {
            ForStatementLeft::VariableDeclaration(declaration) => {
                for declarator in &declaration.declarations {
                    self.bind(&declarator.id, item.clone(), scope, None);
                }
            }
            other => {
                if let Some(target) = other.as_assignment_target() {
                    self.assign_target(target, &item, scope);
                }
            }
        }
        self.repeat(span, |this| {
            this.statement(body, scope);
        })
    }

    /// Runs a body that may run any number of times. What one more round would still change differs from what it
    /// was, and so is not known, after the first round already; the second carries that to what depends on it.
    pub(super) fn repeat(&mut self, span: Span, mut body: impl FnMut(&mut Self)) -> Flow {
        let decides = Unknown::new("the value is set in a loop", Span::sized(span.start, 0));
        for _ in 0..2 {
            self.perhaps_run(decides.clone(), &mut body);
        }
        Flow::Continues
    }

    /// Runs code that may not run.
    pub(super) fn perhaps_run<T>(&mut self, decides: Unknown, run: impl FnOnce(&mut Self) -> T) -> T {
        let region = Region { decides, first_scope: self.scopes.len(), frames: self.frames.len() };
        let outer = self.region.replace(region);
        let answer = run(self);
        self.region = outer;
        answer
    }
}
