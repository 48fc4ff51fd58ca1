//! The rows of `forms.md`.

/// What a form answers to a body.
pub(crate) struct Row {
    /// The heading of the form.
    pub(crate) heading: &'static str,
    /// The body, as `application/x-www-form-urlencoded`.
    pub(crate) sent: &'static str,
    /// The value as JSON, or the status and what is wrong.
    pub(crate) answer: String,
}

/// Every row.
pub(crate) fn rows() -> Vec<Row> {
    let mut heading = "";
    let mut rows = Vec::new();
    for line in include_str!("../forms.md").lines() {
        if let Some(title) = line.strip_prefix("## ") {
            heading = code(title);
            continue;
        }
        let Some(row) = line.strip_prefix("| ").filter(|row| !row.starts_with("sent |")) else { continue };
        let (sent, answer) = row.strip_suffix(" |").and_then(|row| row.split_once(" | ")).unwrap();
        let sent = if sent == "(nothing)" { "" } else { code(sent) };
        let answer = match answer.split_once(' ') {
            Some((status, errors)) if status.parse::<u16>().is_ok() => format!("{status} {}", code(errors)),
            _ => code(answer).to_owned(),
        };
        rows.push(Row { heading, sent, answer });
    }
    assert!(rows.len() > 150, "{} rows were read", rows.len());
    rows
}

/// A code span of Markdown, without its backticks and the spaces that divide it from backticks of its own.
fn code(span: &str) -> &str {
    let ticks = span.len() - span.trim_start_matches('`').len();
    let inner = span[ticks..].strip_suffix(&span[..ticks]).unwrap_or(span);
    if ticks > 1 && inner.ends_with("` ") { inner.strip_suffix(' ').unwrap_or(inner) } else { inner }
}
