//! The difference that `generate --check` shows.

use similar::TextDiff;

/// How many lines of one file's difference are shown; the rest is counted.
const MAX_LINES: usize = 40;

/// A unified diff of two texts, cut off where it gets long.
pub(crate) fn unified(before: &[u8], after: &[u8]) -> String {
    let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    let diff = TextDiff::from_lines(&before, &after);
    let text = diff.unified_diff().context_radius(2).to_string();
    let total = text.lines().count();
    let mut shown: String = text.lines().take(MAX_LINES).flat_map(|line| ["  ", line, "\n"]).collect();
    if total > MAX_LINES {
        shown.push_str(&format!("  and {} more lines\n", total - MAX_LINES));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn long_differences_are_cut() {
        let before: String = (0..100).map(|line| format!("{line}\n")).collect();
        let shown = unified(before.as_bytes(), b"");
        assert_eq!(shown.lines().count(), 41);
        assert!(shown.ends_with("  and 61 more lines\n"), "{shown}");
        assert_eq!(unified(b"a\nb\n", b"a\nc\n"), "  @@ -1,2 +1,2 @@\n   a\n  -b\n  +c\n");
    }
}
