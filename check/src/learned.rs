//! What was found out about an app.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rutter_routes::Entry;
use rutter_syntax::graph::ModuleId;

use crate::infer::proxy::Proxy;
use crate::infer::rendered::Rendered;
use crate::value::{Ambient, PrismaClients};

/// What rules have found out about an app as a whole, each thing when the first of them asked. It depends on the app alone, so
/// whoever looks at the same app later can have it too: see [`Project::with_learned`](crate::Project::with_learned).
#[derive(Debug, Default)]
pub struct Learned {
    /// What each module is in the route tree.
    pub(crate) entries: OnceLock<BTreeMap<ModuleId, Vec<Entry>>>,
    /// What its components render.
    pub(crate) rendered: Rendered,
    /// The clients that Prisma generates for it.
    pub(crate) prisma: PrismaClients,
    /// What it declares for everyone.
    pub(crate) ambient: Ambient,
    /// What its proxy may do with requests.
    pub(crate) proxy: OnceLock<Proxy>,
    /// The text of its configuration of Babel.
    pub(crate) babel: OnceLock<String>,
}
