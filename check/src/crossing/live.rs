//! Whether code is code of the server at all.

use rutter_syntax::facts::Node;

use crate::context::ModuleContext;
use crate::infer::on_server::is_meant_for_server_alone;

/// Whether code certainly is code of the server. A module that is in the client too may be meant for that alone, so of
/// such a one only what the server certainly calls or renders counts.
pub(crate) fn is_live(module: &ModuleContext<'_>, node: Node) -> bool {
    let environments = module.project.environments;
    is_meant_for_server_alone(module, node)
        && (environments.runs_on_server(module.id, module.facts, node) || !environments.is_shared(module.id))
}
