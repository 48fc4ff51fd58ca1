//! One module as somebody looks at it.

use std::cell::OnceCell;

use rutter_syntax::Facts;
use rutter_syntax::graph::ModuleId;

use crate::analysis::Analysis;

/// A module of an app with a text and what that text states. It may be another text than the app's: one that was mended.
pub(crate) struct Site<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) module: ModuleId,
    pub(crate) facts: &'a Facts,
    text: OnceCell<String>,
}

impl<'a> Site<'a> {
    /// A module as the app has it. Its text is read when somebody asks for it.
    pub(crate) fn of_module(analysis: &'a Analysis, module: ModuleId) -> Self {
        Self { analysis, module, facts: analysis.graph[module].facts(), text: OnceCell::new() }
    }

    /// A module with another text.
    pub(crate) fn of_text(analysis: &'a Analysis, module: ModuleId, facts: &'a Facts, text: String) -> Self {
        Self { analysis, module, facts, text: text.into() }
    }

    /// The text; empty where the file cannot be read, which has empty facts too.
    pub(crate) fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let path = &self.analysis.graph[self.module].path;
            self.analysis.system.read_to_string(path).unwrap_or_default()
        })
    }

    /// Whether a specifier leads to a file that Rutter generates for the app.
    pub(crate) fn is_generated(&self, specifier: &str) -> bool {
        let Analysis { graph, system, app, .. } = self.analysis;
        let Some(target) = graph.type_module(self.module, specifier) else { return false };
        let out = app.out_dir();
        graph[target].path.starts_with(system.canonicalize(&out).unwrap_or(out))
    }
}
