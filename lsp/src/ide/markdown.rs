//! Markdown, and the same as plain text.

/// A text as code, whatever it holds.
pub(crate) fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// Names as code, one after the other.
pub(crate) fn codes<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    texts.into_iter().map(|text| code(text.as_ref())).collect::<Vec<_>>().join(", ")
}

/// Markdown for those who read it as it is: without the signs that set code and weight apart. What stands in fences is code,
/// and stays.
pub(crate) fn plain(markdown: &str) -> String {
    let mut in_fence = false;
    let mut text = String::with_capacity(markdown.len());
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            in_fence = !in_fence;
            continue;
        }
        match in_fence {
            true => text.push_str(line),
            false => text.push_str(&line.trim_start_matches('#').replace("**", "").replace('`', "")),
        }
        text.push('\n');
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn plain_text_has_no_signs_but_those_of_code() {
        let markdown = "# rule\n\nIt runs **on the server**: `a.ts`.\n\n```tsx title=\"app/page.tsx\"\n# `x` ** 2\n```\n";
        assert_eq!(plain(markdown), "rule\n\nIt runs on the server: a.ts.\n\n# `x` ** 2");
    }
}
