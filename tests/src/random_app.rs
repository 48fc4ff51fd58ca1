//! Small apps that are made up from a seed, and edits of them. Together they reach every group of rules.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_project::{MemorySystem, System as _};

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
pub struct Random(pub u64);

impl Random {
    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).expect("a small number")
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// A random app: the text of each file.
#[must_use]
pub fn random_files(random: &mut Random) -> Vec<(String, String)> {
    let mut files: Vec<_> =
        CONFIGS.iter().map(|(name, texts)| ((*name).to_owned(), texts[0].to_owned())).collect();
    for name in FILES {
        let lines: Vec<_> = (0..random.below(7)).map(|_| random.pick(&LINES)).collect();
        files.push((name.to_owned(), lines.join("\n")));
    }
    files
}

/// A disk with these files in a folder.
#[must_use]
pub fn system_of(root: &str, files: impl IntoIterator<Item = (String, String)>) -> Arc<MemorySystem> {
    let files = files.into_iter().map(|(name, text)| (format!("{root}/{name}"), text));
    Arc::new(MemorySystem::with_files(files))
}

/// Changes one file: a line more or less, another text, gone or back. Gives its path.
pub fn edit(memory: &MemorySystem, random: &mut Random) -> Utf8PathBuf {
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

/// The files that [`edit`] may change.
#[must_use]
pub fn all_paths() -> Vec<Utf8PathBuf> {
    let names = FILES.into_iter().chain(CONFIGS.iter().map(|(name, _)| *name));
    names.map(|name| Utf8Path::new("/ws").join(name)).collect()
}
