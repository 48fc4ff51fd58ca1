//! Types that nobody wrote for a reader: they cost a bounded amount of work, and no stack.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::{Case, with_project};
use crate::value::tests::shape_of;

/// The stack of a thread that nobody has made larger.
const STACK: usize = 2 << 20;

/// How long one question may take, without optimisation and beside other tests.
const LONGEST: Duration = Duration::from_secs(20);

/// What `name` of `lib/a.ts` is, found on a small stack.
fn shape(files: Vec<(String, String)>, name: &'static str) -> String {
    let run = move || {
        let case = Case { title: String::new(), files };
        with_project(&case, |project| {
            let module = project.graph.find("/ws/lib/a.ts".into()).expect("the module");
            let start = Instant::now();
            let shape = shape_of(project, module, name);
            let took = start.elapsed();
            assert!(took < LONGEST, "{name} took {took:?}");
            shape
        })
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread");
    thread.join().expect("no panic")
}

fn shape_in(text: String, name: &'static str) -> String {
    shape(vec![("lib/a.ts".to_owned(), text)], name)
}

/// `count` lines, each made of its number.
fn lines(count: usize, mut line: impl FnMut(usize) -> String) -> String {
    (0..count).map(|index| line(index) + "\n").collect()
}

#[test]
fn long_chains_of_names_end() {
    let chain = lines(5_000, |at| format!("type A{at} = A{}", at + 1));
    assert_eq!(shape_in(format!("{chain}type A5000 = string"), "A0"), "unknown");
    let nested = lines(5_000, |at| format!("type A{at} = {{ a: A{}[] }}", at + 1));
    let shown = shape_in(format!("{nested}type A5000 = string"), "A0");
    assert!(shown.starts_with("{a: {a: {a: "), "{shown}");
    let extended = lines(5_000, |at| format!("interface A{at} extends A{} {{ m{at}: 1 }}", at + 1));
    let shown = shape_in(format!("{extended}interface A5000 {{}}"), "A0");
    assert!(shown.starts_with("{m79: 1, m78: 1"), "{shown}");
}

#[test]
fn circles_end() {
    for (text, name) in [
        ("interface A extends B { a: 1 }\ninterface B extends A { b: 1 }", "A"),
        ("type A = { a: A } & { a: A } & { a: { a: A } }", "A"),
        ("type A = A | [A] | { [K in keyof A]: A[K] }", "A"),
        ("type A<T> = T extends string ? A<`${T}x`> : A<[T]>\ntype X = A<'a'>", "X"),
        ("type Grow<T extends any[]> = Grow<[...T, ...T]>\ntype X = Grow<[1, 2]>", "X"),
        (
            "type Deep<T> = { [K in keyof T]: Deep<T[K]> }\ninterface N { next: N; all: N[] }\ntype X = Deep<N>",
            "X",
        ),
        ("class A extends A { a: A }\ntype X = A['a']['a']", "X"),
        ("declare const a: typeof b\ndeclare const b: typeof a\ntype X = typeof a", "X"),
        ("type A = keyof A\ntype X = A[A]", "X"),
        ("type A<T = A> = { a: T }\ntype X = A", "X"),
        ("type A = ReturnType<typeof f>\nfunction f(a: A): A { return f(a) }", "A"),
        ("type A<T> = { a: A<A<T>> }\ntype X = A<1>", "X"),
        ("enum E { A = E.B, B = E.A }\ntype X = E", "X"),
        ("import { X as Y } from './a'\nexport type X = Y", "X"),
        ("namespace N { export import M = N.M }\ntype X = N.M.M.M", "X"),
    ] {
        let shown = shape_in(text.to_owned(), name);
        assert!(shown.len() < 1 << 20, "{text}");
    }
}

#[test]
fn what_grows_with_every_step_ends() {
    let doubled = lines(40, |at| format!("type D{}<T> = {{ a: D{at}<T>; b: D{at}<T> }}", at + 1));
    shape_in(format!("type D0<T> = T\n{doubled}type X = D40<1>"), "X");
    let unions = lines(40, |at| format!("type U{}<T> = U{at}<[T, 1]> | U{at}<[T, 2]>", at + 1));
    assert_eq!(shape_in(format!("type U0<T> = T\n{unions}type X = U40<1>"), "X"), "unknown");
    let products =
        "type A = 'a' | 'b' | 'c' | 'd'\ntype P<T> = T extends A ? { [K in A]: P<K | T> } : never\n";
    shape_in(format!("{products}type X = P<A>"), "X");
    let nested = format!("type Box<T> = {{ of: T }}\ntype X = {}1{}", "Box<".repeat(500), ">".repeat(500));
    shape_in(nested, "X");
    let parameters = lines(2_000, |at| format!("T{at},"));
    shape_in(format!("type A<{parameters}> = A<{parameters}>\ntype X = A<{}>", "1,".repeat(2_000)), "X");
}

#[test]
fn thousands_of_members_are_read() {
    let members = lines(20_000, |at| format!("  m{at}: {{ v: 'm{at}' }}"));
    let text = format!(
        "interface Big {{\n{members}}}\ntype X = Big['m19999']\ntype P = Partial<Big>['m7']\n\
         type O = Omit<Big, 'm1'>['m2']\ntype K = keyof Big\ntype I = (Big & {{ own: 1 }})['own']"
    );
    assert_eq!(shape_in(text.clone(), "X"), "{v: 'm19999'}");
    assert_eq!(shape_in(text.clone(), "P"), "{v: 'm7'} | undefined");
    assert_eq!(shape_in(text.clone(), "K"), "unknown");
    assert_eq!(shape_in(text.clone(), "I"), "1");
    // To ask of each of so many names whether it stays is too much for one question.
    assert_eq!(shape_in(text, "O"), "unknown");
}

#[test]
fn a_large_file_of_declarations_is_read_once_and_looked_up_quickly() {
    let mut text = String::new();
    let count = 50_000;
    for at in 0..count {
        let next = (at * 7 + 1) % count;
        writeln!(text, "export interface I{at} {{ name: string; next: I{next}; list: Array<I{next} | null>; run(a: I{next}): void }}")
            .expect("a string");
    }
    assert!(text.len() > 5_000_000);
    let files = vec![
        ("node_modules/big/package.json".to_owned(), r#"{"name": "big", "types": "i.d.ts"}"#.to_owned()),
        ("node_modules/big/i.d.ts".to_owned(), text),
        (
            "lib/a.ts".to_owned(),
            "import type { I49999 } from 'big'\ntype X = I49999['next']['name']".to_owned(),
        ),
    ];
    assert_eq!(shape(files, "X"), "string");
}

#[test]
fn files_that_pass_everything_on_to_each_other_end() {
    let count = 300;
    let mut files: Vec<(String, String)> = (0..count)
        .map(|at| {
            let stars = (1..=3).map(|step| format!("export * from './f{}'\n", (at + step) % count));
            (format!("node_modules/round/f{at}.d.ts"), stars.collect::<String>())
        })
        .collect();
    files.push(("node_modules/round/package.json".to_owned(), r#"{"types": "f0.d.ts"}"#.to_owned()));
    files.push(("lib/a.ts".to_owned(), "import type { Gone } from 'round'\ntype X = Gone".to_owned()));
    assert_eq!(shape(files, "X"), "unknown");
}

/// Functions that call one another, and values that are made of one another, hundreds deep.
#[test]
fn long_ways() {
    let mut text = String::new();
    for index in 0..300 {
        let next = index + 1;
        writeln!(text, "const f{index} = (x: any) => [x].map((y) => g{index}({{ ...y, v{index}: y }}))")
            .expect("text");
        writeln!(text, "function g{index}(z: any) {{ const {{ q = z, ...rest }} = z").expect("text");
        writeln!(text, "  return Promise.resolve(rest).then((w) => f{next}(w ?? q)) }}").expect("text");
        writeln!(
            text,
            "const v{next} = {{ ...v{index}, b{index}: v{index}, c: [v{index}, v{index}].map((x) => x) }}"
        )
        .expect("text");
    }
    text.push_str("const f300 = (x: any) => x\nconst v0 = { a: () => {} }\n");
    text.push_str("export const called = f0({ start: 1 })\nexport const { a } = v300\n");
    let files = vec![("lib/a.ts".to_owned(), text)];
    assert!(shape(files.clone(), "called").starts_with("Promise<"));
    assert!(shape(files, "a").contains("unknown"));
}

/// Functions that are given to functions, one inside another.
#[test]
fn nested_callbacks() {
    let value = (0..150)
        .fold("x".to_owned(), |inner, index| format!("[{inner}].map((x{index}) => ({{ a: x{index} }}))"));
    let text = format!("const x = 1\nexport const out = {value}\n");
    assert!(shape(vec![("lib/a.ts".to_owned(), text)], "out").starts_with("{a: {a: "));
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides
    }

    fn of(&mut self, texts: &[&str]) -> String {
        texts[self.roll(texts.len())].to_owned()
    }

    /// Some type, which may name the declarations `A0` to `A9`, each with one parameter.
    fn ty(&mut self, deeper: u32) -> String {
        if deeper == 0 {
            return self
                .of(&["string", "number", "'a'", "'b'", "1", "null", "any", "never", "Date", "T", "A0<T>"]);
        }
        let (a, b) = (self.ty(deeper - 1), self.ty(deeper - 1));
        match self.roll(17) {
            0 => format!("{{ a: {a}; b?: {b} }}"),
            1 => format!("({a})[]"),
            2 => format!("[{a}, {b}?]"),
            3 => format!("[...{a}, {b}]"),
            4 => format!("({a} | {b})"),
            5 => format!("({a} & {b})"),
            6 => format!("keyof {a}"),
            7 => format!("({a})[{b}]"),
            8 => format!("({a} extends {b} ? T : {a})"),
            9 => format!("(T extends {{ a: infer U }} ? U : {b})"),
            10 => format!("({a} extends (infer U)[] ? {{ u: U }} : {b})"),
            11 => format!("{{ [K in keyof {a}]: {a}[K] | {b} }}"),
            12 => format!("{{ [K in {a} & string as K]-?: {b} }}"),
            13 => format!("((x: {a}) => {b})"),
            14 => format!(
                "{}<{a}>",
                self.of(&["Partial", "Required", "Awaited", "ReturnType", "Promise", "Set"])
            ),
            15 => format!("{}<{a}, {b}>", self.of(&["Pick", "Omit", "Record", "Exclude", "Extract", "Map"])),
            _ => format!("A{}<{a}>", self.roll(10)),
        }
    }
}

#[test]
fn any_text_of_types_has_one_answer() {
    let mut dice = Dice(7);
    for _ in 0..40 {
        let text = lines(10, |at| match at % 3 {
            0 => format!("interface A{at}<T> extends A{}<T> {{ m{at}: {}; t: T }}", at + 1, dice.ty(2)),
            _ => format!("type A{at}<T> = {}", dice.ty(3)),
        });
        let text = format!("{text}type X = [A0<'a'>, A1<{{ a: 1 }}>, A2<string[]>, A3<Date>, A4<1 | null>]");
        assert_eq!(shape_in(text.clone(), "X"), shape_in(text.clone(), "X"), "{text}");
    }
}
