//! Modules that are in no file.

use super::{graph, show_origin};
use crate::graph::Environment;

#[test]
fn a_made_module_means_itself_and_is_none_of_the_apps() {
    let graph = graph(&[("app/page.tsx", "export default function Page() {}")]);
    let own = graph.modules().len();
    let path = "/ws/prisma/schema.prisma/client.d.ts".into();
    let made = graph.made(path, "export * as Prisma from '.'\nexport type User = { id: number }");
    let origin = graph.follow(made, "Prisma", Environment::Server);
    assert_eq!(show_origin(&graph, &origin), "all of prisma/schema.prisma/client.d.ts");
    assert_eq!(graph.type_target(made, crate::facts::Id::new(0)), Some(made));
    assert!(graph[made].is_whole() && graph[made].facts().kind.declaration);
    assert_eq!(graph.made(path, "another text"), made, "the first text counts");
    assert_eq!(graph.modules().len(), own);
}
