//! What a check finds depends on the files and on nothing else: not on the order in which they are listed, the number
//! of threads, the place of the app, or whether the app was read anew or brought up to date after an edit.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_check::{Environments, Project, Settings, check};
use rutter_project::{App, CheckSettings, Diagnostic, MemorySystem, System, Workspace};
use rutter_syntax::graph::ModuleGraph;
use rutter_syntax::{LoadedApp, load_app, workers};

/// The files that are edited: entries of both routers, shared modules, a barrel, actions, a workspace package.
const FILES: [&str; 18] = [
    "app/layout.tsx",
    "app/page.tsx",
    "app/blog/[slug]/page.tsx",
    "app/blog/[slug]/layout.tsx",
    "app/docs/[...path]/page.tsx",
    "app/error.tsx",
    "app/api/items/route.ts",
    "app/actions.ts",
    "components/index.ts",
    "components/button.tsx",
    "components/menu.tsx",
    "lib/db.ts",
    "lib/hooks.ts",
    "lib/format.ts",
    "pages/old.tsx",
    "pages/api/hello.ts",
    "packages/ui/index.ts",
    "packages/ui/card.tsx",
];

/// The lines that files are made of. Together they reach every group of rules.
const LINES: [&str; 34] = [
    "'use client'",
    "'use server'",
    "'use cache'",
    "'use servers'",
    "`use client`",
    "import {useState} from 'react'",
    "import * as React from 'react'",
    "import Link from 'next/link'",
    "import {cookies} from 'next/headers'",
    "import {redirect} from 'next/navigation'",
    "import 'server-only'",
    "import fs from 'node:fs'",
    "import {Button} from '@/components/button'",
    "import {Button as B, Menu} from '@/components'",
    "import {db} from '@/lib/db'",
    "import {useThing} from '@/lib/hooks'",
    "import {Card} from 'ui'",
    "import type {Card as CardType} from 'ui'",
    "export * from './button'",
    "export {Menu} from './menu'",
    "export * from './card'",
    "export function Button() { return <button/> }",
    "export const Menu = Object.assign(() => <ul/>, {Item: () => <li/>})",
    "export function useThing() { return React.useState(1) }",
    "export const db = fs.readFileSync('x')",
    "export function Card() { return null }",
    "export default function Page({params}: {params: {slug: string}}) { return <Button>{params.slug}</Button> }",
    "export default async function Page() { const c = cookies(); return <Menu.Item>{c.get('a')}<Link href='/blgo/x'/></Menu.Item> }",
    "export async function save() { try { redirect('/') } catch {} }",
    "export const metadata = {}",
    "export function generateMetadata() { return {} }",
    "export const revalidate = '60'",
    "export function GET() { return process.env.SECRET }",
    "export const broken = {",
];

/// Whole files that decide how the others are read.
const CONFIGS: [(&str, [&str; 2]); 4] = [
    (
        "tsconfig.json",
        [
            r#"{"compilerOptions": {"paths": {"@/*": ["./*"], "ui": ["./packages/ui"]}}}"#,
            r#"{"compilerOptions": {"paths": {"@/*": ["./lib/*"]}}}"#,
        ],
    ),
    ("next.config.js", ["module.exports = {}", "module.exports = {cacheComponents: true}"]),
    (
        "package.json",
        [
            r#"{"dependencies": {"next": "16.4.6"}}"#,
            r#"{"dependencies": {"next": "16.4.6"}, "sideEffects": false}"#,
        ],
    ),
    ("rutter.toml", ["", "[check]\nrules = { redundant-use-client = \"warning\" }\n"]),
];

/// A generator of numbers that are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).expect("a small number")
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

struct Loaded {
    workspace: Workspace,
    app: App,
    loaded: LoadedApp,
}

fn load(system: &Arc<dyn System>, root: &Utf8Path) -> Loaded {
    let workspace = Workspace::discover(&**system, root).expect("a workspace");
    let app = workspace.apps[0].clone();
    let loaded = load_app(&**system, &app);
    Loaded { workspace, app, loaded }
}

fn findings(system: &Arc<dyn System>, of: &Loaded, graph: &ModuleGraph) -> Vec<Diagnostic> {
    let environments = Environments::new(graph, &of.app, &of.loaded);
    let project = Project::new(&**system, &of.app, &of.loaded, graph, &environments);
    let settings = Settings::new(&**system, &CheckSettings::of(&of.workspace, &of.app));
    let mut found = graph.diagnostics().to_vec();
    found.extend(check(&project, &settings).diagnostics(&project));
    found
}

fn from_scratch(system: &Arc<dyn System>, root: &Utf8Path) -> Vec<Diagnostic> {
    let of = load(system, root);
    let graph = ModuleGraph::load(system, &of.app, &of.loaded);
    findings(system, &of, &graph)
}

/// A random app: the text of each file.
fn random_files(random: &mut Random) -> Vec<(String, String)> {
    let mut files: Vec<_> =
        CONFIGS.iter().map(|(name, texts)| ((*name).to_owned(), texts[0].to_owned())).collect();
    for name in FILES {
        let lines: Vec<_> = (0..random.below(7)).map(|_| random.pick(&LINES)).collect();
        files.push((name.to_owned(), lines.join("\n")));
    }
    files
}

fn system_of(root: &str, files: impl IntoIterator<Item = (String, String)>) -> Arc<MemorySystem> {
    let files = files.into_iter().map(|(name, text)| (format!("{root}/{name}"), text));
    Arc::new(MemorySystem::with_files(files))
}

#[test]
fn after_any_edit_the_findings_are_those_of_a_fresh_check() {
    let mut edits = 0;
    let mut seen = std::collections::BTreeSet::new();
    for seed in 1..=8 {
        let mut random = Random(seed * 0x9E37_79B9);
        let memory = system_of("/ws", random_files(&mut random));
        let system: Arc<dyn System> = Arc::clone(&memory) as _;
        let root = Utf8Path::new("/ws");
        let of = load(&system, root);
        let mut graph = ModuleGraph::load(&system, &of.app, &of.loaded);
        for _ in 0..300 {
            let changed = edit(&memory, &mut random);
            let of = load(&system, root);
            graph = graph.updated(&system, &of.app, &of.loaded, std::slice::from_ref(&changed));
            let found = findings(&system, &of, &graph);
            assert_eq!(found, from_scratch(&system, root), "seed {seed}, after {changed}");
            seen.extend(found.iter().map(|diagnostic| diagnostic.code));
            edits += 1;
        }
    }
    assert!(edits >= 2_000 && seen.len() >= 20, "the edits reach only {seen:?}");
}

/// Changes one file: a line more or less, another text, gone or back.
fn edit(memory: &MemorySystem, random: &mut Random) -> Utf8PathBuf {
    if random.below(12) == 0 {
        let (name, texts) = random.pick(&CONFIGS);
        let path = Utf8Path::new("/ws").join(name);
        memory.add_file(&path, random.pick(&texts).as_bytes());
        return path;
    }
    let path = Utf8Path::new("/ws").join(random.pick(&FILES));
    let text = memory.read_to_string(&path).unwrap_or_default();
    let mut lines: Vec<&str> = text.lines().collect();
    match random.below(8) {
        // The root layout stays, so that there always is an app.
        0 if !path.ends_with("app/layout.tsx") => {
            // It need not be there.
            let _ = memory.remove_file(&path);
            return path;
        }
        1 | 2 if !lines.is_empty() => {
            lines.remove(random.below(lines.len()));
        }
        _ => lines.insert(random.below(lines.len() + 1), random.pick(&LINES)),
    }
    memory.add_file(&path, lines.join("\n").as_bytes());
    path
}

#[test]
fn the_number_of_threads_and_the_order_of_files_change_nothing() {
    for seed in 1..=20 {
        let mut files = random_files(&mut Random(seed * 0x5DEE_CE66));
        let here: Arc<dyn System> = system_of("/ws", files.clone());
        files.reverse();
        let reversed: Arc<dyn System> = system_of("/ws", files);
        let expected = from_scratch(&here, "/ws".into());
        for threads in [1, 2, 8] {
            let workers = workers(threads).expect("threads");
            let found = workers.install(|| from_scratch(&reversed, "/ws".into()));
            assert_eq!(found, expected, "seed {seed}, {threads} threads");
        }
    }
}

#[test]
fn the_place_of_the_app_changes_nothing() {
    let moved = "/some/where/else (x)+[y]/ws";
    for seed in 1..=20 {
        let files = random_files(&mut Random(seed * 0x2545_F491));
        let here: Arc<dyn System> = system_of("/ws", files.clone());
        let there: Arc<dyn System> = system_of(moved, files);
        let expected = format!("{:#?}", from_scratch(&here, "/ws".into()));
        let found = format!("{:#?}", from_scratch(&there, moved.into())).replace(moved, "/ws");
        assert_eq!(found, expected, "seed {seed}");
    }
}
