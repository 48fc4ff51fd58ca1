//! A page of a rule as the tests read it.

use std::collections::BTreeMap;

/// A page: what stands before the first example, and the examples.
pub(crate) struct Page {
    pub(crate) introduction: String,
    pub(crate) examples: Vec<Example>,
    /// The lines of the page, with the examples' messages left out.
    lines: Vec<Line>,
}

/// One section of a page that shows files.
#[derive(Default)]
pub(crate) struct Example {
    pub(crate) title: String,
    /// The files, by path.
    pub(crate) blocks: BTreeMap<String, Block>,
    /// What some of them are after `--fix`.
    pub(crate) fixed: BTreeMap<String, String>,
    /// The messages, if they are shown.
    pub(crate) message: Option<String>,
}

/// A file of an example.
pub(crate) struct Block {
    /// The contents without marks.
    pub(crate) text: String,
    /// What is marked: the line, the level and the rule.
    pub(crate) marks: Vec<(usize, String, String)>,
}

enum Line {
    Text(String),
    /// The messages of the example of that index.
    Message(usize),
}

impl Page {
    pub(crate) fn parse(text: &str) -> Self {
        let mut page = Self { introduction: String::new(), examples: Vec::new(), lines: Vec::new() };
        let mut lines = text.lines().skip_while(|line| line.is_empty());
        if let Some(heading) = lines.next() {
            page.lines.push(Line::Text(heading.to_owned()));
        }
        while let Some(line) = lines.next() {
            page.lines.push(Line::Text(line.to_owned()));
            if let Some(title) = line.strip_prefix("## ") {
                page.examples.push(Example { title: title.to_owned(), ..Example::default() });
                continue;
            }
            let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
                if page.examples.is_empty() {
                    page.introduction.push_str(line);
                }
                continue;
            };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let contents: String = block.iter().map(|line| format!("{line}\n")).collect();
            let words: Vec<&str> = info.split(' ').collect();
            let index = page.examples.len().checked_sub(1);
            if let (["text", "message"], Some(index)) = (words.as_slice(), index) {
                page.lines.push(Line::Message(index));
                page.examples[index].message = Some(contents);
            } else {
                page.lines.extend(block.iter().map(|line| Line::Text((*line).to_owned())));
                match (words.as_slice(), index) {
                    ([_, "fixed", path], Some(index)) => {
                        page.examples[index].fixed.insert((*path).to_owned(), contents);
                    }
                    ([_, path], Some(index)) => {
                        let twice =
                            page.examples[index].blocks.insert((*path).to_owned(), Block::parse(&block));
                        assert!(twice.is_none(), "{path} is shown twice in one example");
                    }
                    ([_], _) => {}
                    _ => panic!("a block has a language, a path, or `fixed` and a path: ```{info}"),
                }
            }
            page.lines.push(Line::Text("```".to_owned()));
        }
        // A section without files is text.
        page
    }

    /// The page with the messages that the examples have now.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            match line {
                Line::Text(line) => {
                    text.push_str(line);
                    text.push('\n');
                }
                Line::Message(index) => {
                    text.push_str(self.examples[*index].message.as_deref().unwrap_or_default());
                }
            }
        }
        text
    }
}

impl Example {
    /// Its files, with a root layout where it shows none of its own.
    pub(crate) fn files(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let shown = self.blocks.iter().map(|(path, block)| (path.clone(), block.text.clone()));
        shown.chain(self.layouts().into_iter().map(|path| (path, LAYOUT.to_owned())))
    }

    /// The root layouts that are missing.
    fn layouts(&self) -> Vec<String> {
        let mut layouts = Vec::new();
        for path in self.blocks.keys() {
            let Some(at) = path.find("app/").filter(|at| *at == 0 || path[..*at].ends_with('/')) else {
                continue;
            };
            let folder = &path[..at + "app".len()];
            let layout = format!("{folder}/layout.tsx");
            let has_layout = self
                .blocks
                .keys()
                .any(|path| path.strip_prefix(folder).is_some_and(|rest| rest.contains("/layout.")));
            if !has_layout && !layouts.contains(&layout) && !path.contains("node_modules") {
                layouts.push(layout);
            }
        }
        layouts
    }
}

const LAYOUT: &str = "\
export default function Layout({ children }: { children: React.ReactNode }) {
  return <html><body>{children}</body></html>
}
";

impl Block {
    fn parse(lines: &[&str]) -> Self {
        let mut block = Self { text: String::new(), marks: Vec::new() };
        for (index, line) in lines.iter().enumerate() {
            let (code, marks) = split_marks(line);
            block.text.push_str(code);
            block.text.push('\n');
            let marks = marks.into_iter().map(|(level, rule)| (index + 1, level, rule));
            block.marks.extend(marks);
        }
        block
    }
}

/// A line without the comment that marks it, and the marks: `// error: [a, b]`, `{/* warning: [a] */}`.
fn split_marks(line: &str) -> (&str, Vec<(String, String)>) {
    for level in ["error", "warning"] {
        for (open, close) in [("// ", ""), ("{/* ", " */}"), ("/* ", " */")] {
            let start = format!("{open}{level}: [");
            let Some(at) = line.rfind(&start) else { continue };
            let end = format!("]{close}");
            let Some(rules) = line[at + start.len()..].strip_suffix(end.as_str()) else { continue };
            let rules = rules.split(", ").map(|rule| (level.to_owned(), rule.to_owned()));
            let rules: Vec<_> = rules.collect();
            // A line may have marks of both levels.
            let (code, mut marks) = split_marks(line[..at].trim_end());
            marks.extend(rules);
            return (code, marks);
        }
    }
    (line, Vec::new())
}
