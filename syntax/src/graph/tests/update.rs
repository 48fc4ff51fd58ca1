//! A graph that is updated equals one that is loaded.

use camino::Utf8PathBuf;

use super::*;

/// A generator of numbers that are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).expect("a small number")
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

fn assert_equals_scratch(graph: &ModuleGraph, system: &Arc<MemorySystem>, what: &str) {
    assert_eq!(fingerprint(graph), fingerprint(&graph_of(system)), "after {what}");
}

fn update(graph: &mut ModuleGraph, system: &Arc<MemorySystem>, changed: &[Utf8PathBuf]) {
    let dynamic: Arc<dyn System> = Arc::clone(system) as _;
    let (app, loaded) = app(&*dynamic, "/ws".into());
    *graph = graph.updated(&dynamic, &app, &loaded, changed);
}

const FILES: [&str; 16] = [
    "app/page.tsx",
    "app/layout.tsx",
    "app/shop/page.tsx",
    "app/shop/route.ts",
    "lib/a.ts",
    "lib/b.ts",
    "lib/c/index.ts",
    "lib/c.ts",
    "src2/d.ts",
    "packages/ui/index.ts",
    "packages/ui/button.tsx",
    "node_modules/pkg/index.js",
    "node_modules/pkg/inner.js",
    "node_modules/late/index.js",
    "generated/x.ts",
    "styles.css",
];

const STATEMENTS: [&str; 14] = [
    "'use client'",
    "import { a } from '@/lib/a'",
    "export * from '@/lib/b'",
    "export { c as a } from '@/lib/c'",
    "import '../styles.css'",
    "import ui from 'ui'; export { ui }",
    "export { Button } from 'ui/button'",
    "export { p } from 'pkg'",
    "import 'late'",
    "export const a = 1, c = 2, p = 3",
    "export function Button() {}",
    "import '../generated/x'",
    "export const broken = {",
    "export * from './inner'",
];

const CONFIGS: [(&str, [&str; 3]); 4] = [
    (
        "tsconfig.json",
        [
            r#"{"compilerOptions": {"paths": {"@/*": ["./*"]}}}"#,
            r#"{"compilerOptions": {"paths": {"@/lib/*": ["./src2/*", "./lib/*"], "ui": ["./packages/ui"]}}}"#,
            r#"{"compilerOptions": "#,
        ],
    ),
    (
        "packages/ui/package.json",
        [r#"{"main": "index.ts"}"#, r#"{"exports": {"./button": "./button.tsx"}}"#, "{}"],
    ),
    (
        "node_modules/pkg/package.json",
        [r#"{"main": "index.js"}"#, r#"{"exports": {"react-server": "./inner.js"}}"#, "{"],
    ),
    (".gitignore", ["generated\n", "lib/b.ts\n", ""]),
];

#[test]
fn an_updated_graph_equals_a_loaded_one_after_any_edit() {
    let pool = crate::workers(2).expect("threads");
    for seed in [0x9E37_79B9_7F4A_7C15, 0x5851_F42D_4C95_7F2D, 0x1405_7B7E_F767_814F] {
        pool.install(|| edit_at_random(Random(seed), 100));
    }
}

fn edit_at_random(mut random: Random, steps: usize) {
    let system = system(&[("next.config.js", ""), (".git/HEAD", ""), ("app/page.tsx", "")]);
    system.add_symlink("/ws/node_modules/ui".into(), "../packages/ui".into());
    let mut graph = graph_of(&system);
    for step in 0..steps {
        let mut changed = Vec::new();
        let mut what = format!("step {step}:");
        for _ in 0..=random.below(2) {
            let (path, text) = edit(&mut random);
            if random.below(4) == 0 && system.is_file(&path) {
                system.remove_file(&path).expect("a file");
                what.push_str(&format!(" deleted {path}"));
            } else if random.below(20) == 0 {
                system.add_file(&path, &[0xff, 0xfe]);
                what.push_str(&format!(" broke {path}"));
            } else {
                system.add_file(&path, text.as_bytes());
                what.push_str(&format!(" wrote {path} {text:?}"));
            }
            changed.push(path);
        }
        update(&mut graph, &system, &changed);
        assert_equals_scratch(&graph, &system, &what);
    }
}

/// A file, and a text for it.
fn edit(random: &mut Random) -> (Utf8PathBuf, String) {
    let (path, text) = if random.below(5) == 0 {
        let (path, texts) = CONFIGS[random.below(CONFIGS.len())];
        (path, random.pick(&texts).to_owned())
    } else {
        let statements: Vec<&str> = (0..random.below(4)).map(|_| random.pick(&STATEMENTS)).collect();
        (FILES[random.below(FILES.len())], statements.join("\n"))
    };
    (Utf8Path::new("/ws").join(path), text)
}

#[test]
fn a_change_that_is_told_by_the_name_of_a_link_counts() {
    let system = system(&[("next.config.js", ""), ("app/page.tsx", "import '../link/a'"), ("real/a.ts", "")]);
    system.add_symlink("/ws/link".into(), "real".into());
    let mut graph = graph_of(&system);
    for (real, link) in [("real/a.ts", "link/a.ts"), ("real/b.ts", "link/b.ts")] {
        system.add_file(&Utf8Path::new("/ws").join(real), b"export const a = 1");
        update(&mut graph, &system, &[Utf8Path::new("/ws").join(link)]);
        assert_equals_scratch(&graph, &system, link);
    }
}

#[test]
fn only_what_changed_is_read_again() {
    use rutter_project::Operation;
    let files = [
        ("next.config.js", ""),
        ("app/page.tsx", "import '../lib/a'; import 'pkg'"),
        ("lib/a.ts", "export const a = 1"),
        ("node_modules/pkg/index.js", "export const p = 1"),
    ];
    let system = system(&files);
    let mut graph = graph_of(&system);
    let packages = module(&graph, "node_modules/pkg/index.js");
    assert_eq!(graph[packages].facts().exports.len(), 1);
    // Whatever is read again from now on fails, and then has no facts.
    for path in ["app/page.tsx", "node_modules/pkg/index.js"] {
        system.fail_on(Operation::Read, &Utf8Path::new("/ws").join(path), std::io::ErrorKind::Other);
    }
    system.add_file("/ws/lib/a.ts".into(), b"export const a = 1, b = 2");
    update(&mut graph, &system, &["/ws/lib/a.ts".into()]);
    system.add_file("/ws/lib/new.ts".into(), b"");
    update(&mut graph, &system, &["/ws/lib/new.ts".into()]);
    assert_eq!(graph[module(&graph, "lib/a.ts")].facts().exports.len(), 2);
    assert_eq!(graph[module(&graph, "app/page.tsx")].facts().requests.len(), 2);
    assert_eq!(graph[module(&graph, "node_modules/pkg/index.js")].facts().exports.len(), 1);
    assert_eq!(graph.diagnostics(), []);
}

#[test]
fn folders_and_links_may_change_too() {
    let system = system(&[
        ("next.config.js", ""),
        ("app/page.tsx", "import '../lib/a'; import './linked'"),
        ("lib/a.ts", "export const a = 1"),
        ("one.ts", "export const one = 1"),
        ("two.ts", "export const two = 2"),
    ]);
    system.add_symlink("/ws/app/linked.ts".into(), "../one.ts".into());
    let mut graph = graph_of(&system);
    assert_eq!(target(&graph, "app/page.tsx", "./linked", Environment::Server), "one.ts");

    system.remove_file("/ws/app/linked.ts".into()).expect("a link");
    system.add_symlink("/ws/app/linked.ts".into(), "../two.ts".into());
    update(&mut graph, &system, &["/ws/app/linked.ts".into()]);
    assert_eq!(target(&graph, "app/page.tsx", "./linked", Environment::Server), "two.ts");
    assert_equals_scratch(&graph, &system, "a link that leads elsewhere");

    system.remove_file("/ws/lib/a.ts".into()).expect("a file");
    system.remove_dir("/ws/lib".into()).expect("a folder");
    update(&mut graph, &system, &["/ws/lib".into()]);
    assert_eq!(target(&graph, "app/page.tsx", "../lib/a", Environment::Server), "missing");
    assert_equals_scratch(&graph, &system, "a folder that is gone");

    system.add_file("/ws/lib/a/index.ts".into(), b"export const b = 1");
    update(&mut graph, &system, &["/ws/lib".into()]);
    assert_eq!(target(&graph, "app/page.tsx", "../lib/a", Environment::Server), "lib/a/index.ts");
    assert_equals_scratch(&graph, &system, "a folder that came back");
}
