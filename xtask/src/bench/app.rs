//! Apps of any number of modules, the same every time.
//!
//! Modules are added one at a time and import only what is there already, so there is no cycle: of twenty, three are
//! pages, one a route handler, five client components, four components of either side, six plain modules and one a
//! barrel. Sizes and imports are near those of real apps: 3.7 kB and six imports a module. There is nothing to find.

use super::tree::{Files, Random};

const SEED: u64 = 11;

const TSCONFIG: &str = r#"{
  "compilerOptions": {
    "target": "ES2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "strict": true,
    "noEmit": true,
    "jsx": "react-jsx",
    "paths": { "@/*": ["./*"] }
  }
}
"#;

const LAYOUT: &str = r#"import type { ReactNode } from "react";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
"#;

/// One of several parts of a plain module. `#` is the number of the part.
const FUNCTION: &str = r#"
export interface Entry# {
  id: string;
  title: string;
  tags: readonly string[];
  createdAt: Date;
  owner?: { name: string; email: string | null };
}

/** Groups entries by their first tag. */
export function groupEntries#(entries: readonly Entry#[], limit = 20): Map<string, Entry#[]> {
  const groups = new Map<string, Entry#[]>();
  for (const entry of entries.slice(0, limit)) {
    const tag = entry.tags[0] ?? "none";
    const group = groups.get(tag);
    if (group) {
      group.push(entry);
    } else {
      groups.set(tag, [entry]);
    }
  }
  return groups;
}

export async function fetchEntries#(url: string, signal?: AbortSignal): Promise<Entry#[]> {
  const response = await fetch(`${url}/entries?sort=created`, { signal, headers: { accept: "application/json" } });
  if (!response.ok) {
    throw new Error(`the entries cannot be fetched: ${response.status}`);
  }
  const body: { entries: Entry#[] } = await response.json();
  return body.entries.map((entry) => ({ ...entry, createdAt: new Date(entry.createdAt) }));
}
"#;

/// One of several parts of what a component renders. `#` is the number of the part.
const SECTION: &str = r#"      <section className="flex flex-col gap-4 rounded-lg border p-6" aria-labelledby="heading-#">
        <h2 id="heading-#" className="text-lg font-medium">
          {title} ({items.length})
        </h2>
        {items.length > # ? (
          <ul className="divide-y">
            {items.map((item, index) => (
              <li key={item.id} className={index % 2 === 0 ? "bg-white" : "bg-gray-50"} data-index={index}>
                <span className="truncate">{item.label ?? "untitled"}</span>
                <time dateTime={item.date}>{new Date(item.date).toLocaleDateString("en")}</time>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-sm text-gray-500">There is nothing here yet.</p>
        )}
      </section>
"#;

/// The state of a client component.
const STATE: &str = r#"  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const shown = useMemo(() => items.filter((item) => item.label?.includes(query)), [items, query]);
  const toggle = useCallback(() => setOpen((current) => !current), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape") setOpen(false);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
"#;

/// What a client component renders first.
const CONTROLS: &str = r#"      <input value={query} onChange={(event) => setQuery(event.target.value)} placeholder="Search" />
      <button type="button" onClick={toggle} disabled={shown.length === 0}>
        {open ? "Close" : "Open"}
      </button>
"#;

/// What can be imported: the numbers of the modules of each kind.
#[derive(Default)]
struct Known {
    client: Vec<usize>,
    shared: Vec<usize>,
    plain: Vec<usize>,
    barrels: Vec<usize>,
    pages: Vec<usize>,
}

/// An app with this many modules.
pub(crate) fn grow(modules: usize) -> Files {
    let mut random = Random(SEED);
    let mut known = Known::default();
    let mut files = Files::new();
    files.insert("tsconfig.json".to_owned(), TSCONFIG.to_owned());
    files.insert("app/layout.tsx".to_owned(), LAYOUT.to_owned());
    for number in 1..modules {
        let (path, text) = match random.below(20) {
            0..3 => page(&mut random, &mut known, number),
            3 => handler(&mut random, &known, number),
            4..9 => component(&mut random, &mut known, number, true),
            9..13 => component(&mut random, &mut known, number, false),
            13..19 => plain(&mut random, &mut known, number),
            _ => barrel(&mut random, &mut known, number),
        };
        files.insert(path, text);
    }
    files
}

fn page(random: &mut Random, known: &mut Known, number: usize) -> (String, String) {
    let mut text = "import Link from \"next/link\";\n".to_owned();
    let mut rendered = String::new();
    for component in draw(random, &known.client, 3).into_iter().chain(draw(random, &known.shared, 3)) {
        text += &format!("import {{ View{component} }} from \"@/components/view-{component}\";\n");
        rendered += &format!("      <View{component} title=\"Part {component}\" items={{items}} />\n");
    }
    text += &imports_of_plain(random, known, 2);
    for page in draw(random, &known.pages, 3) {
        rendered += &format!("      <Link href=\"/page-{page}\">Page {page}</Link>\n");
    }
    let sections = sections(random, 1);
    text += &format!(
        "\nexport const metadata = {{ title: \"Page {number}\" }};\n\nexport default async function Page() {{\n  \
         const items = [{{ id: \"{number}\", label: \"first\", date: \"2026-01-01\" }}];\n  const title = \"Page \
         {number}\";\n  return (\n    <main>\n{rendered}{sections}    </main>\n  );\n}}\n"
    );
    known.pages.push(number);
    (format!("app/(site)/page-{number}/page.tsx"), text)
}

fn handler(random: &mut Random, known: &Known, number: usize) -> (String, String) {
    let text = format!(
        "import {{ NextResponse }} from \"next/server\";\n{}\nexport async function GET(request: Request) {{\n  const \
         url = new URL(request.url);\n  return NextResponse.json({{ query: url.searchParams.get(\"q\") }});\n}}\n{}",
        imports_of_plain(random, known, 4),
        functions(random, 1).replace("export ", "")
    );
    (format!("app/api/handler-{number}/route.ts"), text)
}

fn component(random: &mut Random, known: &mut Known, number: usize, is_client: bool) -> (String, String) {
    let (directive, hooks) = match is_client {
        true => {
            ("\"use client\";\n\n", "import { useCallback, useEffect, useMemo, useState } from \"react\";\n")
        }
        false => ("", ""),
    };
    let mut text = format!("{directive}{hooks}");
    let mut rendered = if is_client { CONTROLS.to_owned() } else { String::new() };
    // What a client component renders runs in the browser too, whatever it says itself.
    let from_shared = draw(random, &known.shared, 2);
    for inner in draw(random, &known.client, 3).into_iter().chain(from_shared) {
        text += &format!("import {{ View{inner} }} from \"./view-{inner}\";\n");
        rendered += &format!("      <View{inner} title={{title}} items={{items}} />\n");
    }
    text += &imports_of_plain(random, known, 3);
    let state = if is_client { STATE } else { "" };
    let sections = sections(random, 2);
    text += &format!(
        "\ninterface Props {{\n  title: string;\n  items: {{ id: string; label?: string; date: string }}[];\n}}\n\n\
         export function View{number}({{ title, items }}: Props) {{\n{state}  return (\n    <div>\n\
         {rendered}{sections}    </div>\n  );\n}}\n"
    );
    let kind = if is_client { &mut known.client } else { &mut known.shared };
    kind.push(number);
    (format!("components/view-{number}.tsx"), text)
}

fn plain(random: &mut Random, known: &mut Known, number: usize) -> (String, String) {
    let text = format!("{}{}", imports_of_plain(random, known, 3), functions(random, 2));
    known.plain.push(number);
    (format!("lib/plain-{number}.ts"), text)
}

fn barrel(random: &mut Random, known: &mut Known, number: usize) -> (String, String) {
    let drawn = draw(random, &known.plain, 6);
    let exports = drawn
        .iter()
        .map(|plain| format!("export {{ groupEntries0 as group{plain} }} from \"../plain-{plain}\";\n"));
    let text = format!("{}export const barrel = {number};\n", exports.collect::<String>());
    known.barrels.push(number);
    (format!("lib/barrel-{number}/index.ts"), text)
}

/// Imports of up to `most` plain modules and of a barrel, and a use of each.
fn imports_of_plain(random: &mut Random, known: &Known, most: usize) -> String {
    let (mut imports, mut uses) = (String::new(), String::new());
    for plain in draw(random, &known.plain, most) {
        imports += &format!(
            "import {{ fetchEntries0 as fetch{plain}, type Entry0 as Entry{plain} }} from \"@/lib/plain-{plain}\";\n"
        );
        uses += &format!("  load{plain}: (url: string): Promise<Entry{plain}[]> => fetch{plain}(url),\n");
    }
    for barrel in draw(random, &known.barrels, 1) {
        imports += &format!("import {{ barrel as barrel{barrel} }} from \"@/lib/barrel-{barrel}\";\n");
        uses += &format!("  barrel{barrel},\n");
    }
    format!("{imports}\nconst used = {{\n{uses}}};\nconsole.debug(Object.keys(used));\n")
}

/// The parts of a plain module: `least` or up to two more.
fn functions(random: &mut Random, least: usize) -> String {
    (0..least + random.below(3)).map(|part| FUNCTION.replace('#', &part.to_string())).collect()
}

/// The parts of what a component renders: `least` or up to two more.
fn sections(random: &mut Random, least: usize) -> String {
    (0..least + random.below(3)).map(|part| SECTION.replace('#', &part.to_string())).collect()
}

/// Up to `most` different ones, more often late ones than early ones, as a new module mostly uses what is near.
fn draw(random: &mut Random, known: &[usize], most: usize) -> Vec<usize> {
    let near = if random.chance(80) { &known[known.len().saturating_sub(200)..] } else { known };
    if near.is_empty() {
        return Vec::new();
    }
    let mut drawn: Vec<usize> = (0..most).map(|_| near[random.below(near.len())]).collect();
    drawn.sort_unstable();
    drawn.dedup();
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_has_the_modules_that_were_asked_for_and_the_size_of_a_real_one() {
        let files = grow(2_000);
        let modules: Vec<&String> =
            files.iter().filter(|(path, _)| !path.ends_with(".json")).map(|(_, text)| text).collect();
        assert_eq!(modules.len(), 2_000);
        let bytes: usize = modules.iter().map(|text| text.len()).sum();
        assert!(
            (3_200..4_200).contains(&(bytes / modules.len())),
            "{} bytes a module",
            bytes / modules.len()
        );
        let imports: usize = modules.iter().map(|text| text.matches("from \"").count()).sum();
        assert!((5..8).contains(&(imports / modules.len())), "{} imports a module", imports / modules.len());
    }

    #[test]
    fn every_import_names_a_module() {
        let files = grow(300);
        for (path, text) in &files {
            for target in text.split("from \"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let file = match target.split_at_checked(2) {
                    Some(("@/", inner)) => inner.to_owned(),
                    Some(("./", inner)) => format!("components/{inner}"),
                    Some(("..", inner)) => format!("lib{inner}"),
                    _ => continue,
                };
                let exists =
                    [".ts", ".tsx", "/index.ts"].iter().any(|end| files.contains_key(&(file.clone() + end)));
                assert!(exists, "{path} imports {target}");
            }
        }
    }

    #[test]
    fn an_app_is_the_same_every_time() {
        assert_eq!(grow(300), grow(300));
    }
}
