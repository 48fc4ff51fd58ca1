//! `workspace/symbol`: the routes of all apps, by pattern.

use lsp_types::{BaseSymbolInformation, WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse};

use crate::ide::symbols::{Symbol, SymbolKind, symbols};
use crate::report::Reporter;
use crate::snapshot::{Failure, Snapshot};

pub(super) fn run(
    snapshot: &Snapshot,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>, Failure> {
    let mut all = Vec::new();
    for project in &snapshot.found().apps {
        snapshot.cancel.check()?;
        let analysis = snapshot.analysis(project)?;
        let mut reporter = Reporter::new(&*analysis.system, snapshot.capabilities);
        for Symbol { name, kind, file, span, shown_file } in symbols(&analysis, &params.query) {
            let Some(location) = reporter.location(&file, span) else { continue };
            all.push(WorkspaceSymbol {
                location: location.into(),
                data: None,
                base_symbol_information: BaseSymbolInformation {
                    name,
                    kind: match kind {
                        SymbolKind::Page => lsp_types::SymbolKind::File,
                        SymbolKind::Method => lsp_types::SymbolKind::Function,
                    },
                    tags: None,
                    container_name: Some(shown_file),
                },
            });
        }
    }
    Ok(Some(WorkspaceSymbolResponse::WorkspaceSymbolList(all)))
}
