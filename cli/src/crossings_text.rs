//! What `rutter crossings` prints. The JSON form is public: tools build on it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use camino::Utf8Path;
use rutter_check::{CrossingFate, CrossingProp, CrossingVerdict};
use rutter_project::Location;
use serde::Serialize;

use crate::args::CrossingsBy;
use crate::words::count;

/// Something that is given to a client component, with what is told about it.
pub(crate) struct Line {
    pub(crate) at: Location,
    pub(crate) element: Location,
    pub(crate) prop: CrossingProp,
    /// The path of the client module from the app's folder, or the package.
    pub(crate) owner: String,
    /// A route that leads there.
    pub(crate) route: Option<String>,
}

/// One line of the JSON form.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Crossing"))]
pub(crate) struct Json<'a> {
    file: String,
    line: usize,
    column: usize,
    component: &'a str,
    prop: &'a str,
    verdict: &'static str,
    outcome: Option<String>,
    reason: Option<&'a str>,
    path: Option<&'a str>,
}

/// One JSON object a line.
pub(crate) fn lines_as_json(lines: &[Line], show: impl Fn(&Utf8Path) -> String) -> anyhow::Result<String> {
    let mut text = String::new();
    for Line { at, prop, .. } in lines {
        let json = Json {
            file: show(&at.file),
            line: at.line,
            column: at.column,
            component: &prop.component,
            prop: &prop.prop,
            verdict: prop.verdict.as_str(),
            outcome: prop.outcome.map(|outcome| outcome.to_string()),
            reason: prop.reason.as_deref(),
            path: prop.path.as_deref(),
        };
        text.push_str(&serde_json::to_string(&json)?);
        text.push('\n');
    }
    Ok(text)
}

/// What crosses, under the components or the routes, and how much of it is known.
pub(crate) fn text(
    lines: &[Line],
    by: CrossingsBy,
    title: Option<&str>,
    show: impl Fn(&Utf8Path) -> String,
) -> String {
    let mut text = title.map_or_else(String::new, |title| format!("{title}\n\n"));
    let mut groups: BTreeMap<String, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        groups.entry(heading(line, by)).or_default().push(line);
    }
    for (heading, lines) in &groups {
        let _ = writeln!(text, "{heading}");
        write_group(&mut text, lines, by, &show);
        text.push('\n');
    }
    text.push_str(&summary(lines));
    text
}

fn heading(line: &Line, by: CrossingsBy) -> String {
    match by {
        CrossingsBy::Route => line.route.clone().unwrap_or_else(|| "reached from no route".to_owned()),
        CrossingsBy::Component => format!("{} ({})", tag(line), line.owner),
    }
}

fn tag(line: &Line) -> String {
    format!("<{}>", line.prop.component)
}

/// The elements of a group, each with what is given to it. What arrives as it is stands beside its place.
fn write_group(text: &mut String, lines: &[&Line], by: CrossingsBy, show: &impl Fn(&Utf8Path) -> String) {
    for lines in lines.chunk_by(|a, b| a.element == b.element) {
        let first = lines[0];
        let place = format!("{}:{}", show(&first.element.file), first.element.line);
        let place = if by == CrossingsBy::Route { format!("{place} {}", tag(first)) } else { place };
        let mut fine: Vec<&str> = lines
            .iter()
            .filter(|line| line.prop.verdict == CrossingVerdict::Serializable)
            .map(|line| line.prop.prop.as_str())
            .collect();
        // Each child is one of the `children`.
        fine.dedup();
        let _ = write!(text, "  {place}");
        if !fine.is_empty() {
            let _ = write!(text, "  {}", fine.join(", "));
        }
        text.push('\n');
        for line in lines.iter().filter(|line| line.prop.verdict != CrossingVerdict::Serializable) {
            let _ = writeln!(text, "    {}", told(line));
        }
    }
}

/// `coerced  price.total: a Decimal, which has toJSON()`, `unknown  user.id`.
fn told(line: &Line) -> String {
    let prop = &line.prop;
    let what = match (prop.verdict, &prop.reason) {
        (CrossingVerdict::NonSerializable, Some(reason)) => format!("{}: {reason}", prop.place()),
        _ => prop.place().to_owned(),
    };
    format!("{:7}  {what}", prop.fate().as_str())
}

/// How many props there are of each fate, and their share; of the two that say how much is known even if it is none.
fn summary(lines: &[Line]) -> String {
    if lines.is_empty() {
        return "nothing crosses to a client component\n".to_owned();
    }
    let mut text = format!("{} of client components\n", count(lines.len(), "prop"));
    let width = lines.len().to_string().len();
    for fate in CrossingFate::ALL {
        let number = lines.iter().filter(|line| line.prop.fate() == fate).count();
        if number > 0 || matches!(fate, CrossingFate::Serializable | CrossingFate::Unknown) {
            let share = percent(number, lines.len());
            let (word, meaning) = (fate.as_str(), fate.meaning());
            let _ = writeln!(text, "  {number:width$}  {share:>7}  {word:12}  {meaning}");
        }
    }
    text
}

/// A share with one decimal, rounded: `12.5 %`.
fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 2000 + whole) / (whole * 2);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_rounded() {
        for (part, whole, expected) in
            [(0, 3, "0.0 %"), (1, 3, "33.3 %"), (2, 3, "66.7 %"), (3, 3, "100.0 %"), (1, 2000, "0.1 %")]
        {
            assert_eq!(percent(part, whole), expected);
        }
    }
}
