//! What `rutter check --format sarif` prints: SARIF 2.1.0, which code scanning reads.
//!
//! Only the parts of the format that a finding needs. Names are those of the standard (OASIS, sarif-v2.1.0).

use std::collections::BTreeMap;

use rutter_project::{Diagnostic, Related, Severity};
use serde::Serialize;

use super::places::{PlaceRange, Places};

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<RunResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Help>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The findings as one log, with a final line break. Paths have to be told from the root of the repository.
pub(crate) fn sarif(diagnostics: &[Diagnostic], places: &Places<'_>) -> Result<String, serde_json::Error> {
    let rules = descriptors(diagnostics);
    let mut seen = BTreeMap::new();
    let results = diagnostics.iter().map(|found| result(found, &rules, &mut seen, places)).collect();
    let driver = Driver {
        name: "rutter",
        version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules,
    };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    Ok(serde_json::to_string_pretty(&Log { schema, version: "2.1.0", runs: [run] })? + "\n")
}

/// What the findings are of, sorted: every rule, and the problems that were found.
fn descriptors(diagnostics: &[Diagnostic]) -> Vec<Descriptor> {
    let mut rules: BTreeMap<&'static str, Descriptor> = BTreeMap::new();
    for rule in rutter_check::rules() {
        let level = match rule.level {
            rutter_check::Level::Off => "none",
            rutter_check::Level::Warning => "warning",
            rutter_check::Level::Error => "error",
        };
        let descriptor = Descriptor {
            id: rule.name,
            short_description: Text { text: rule.summary.to_owned() },
            help: Some(Help { text: rule.page, markdown: rule.page }),
            default_configuration: Configuration { level },
        };
        rules.insert(rule.name, descriptor);
    }
    for found in diagnostics {
        rules.entry(found.code).or_insert_with(|| Descriptor {
            id: found.code,
            short_description: Text { text: found.code.replace('-', " ") },
            help: None,
            default_configuration: Configuration { level: level(found.severity) },
        });
    }
    rules.into_values().collect()
}

/// `seen` counts the findings of one rule on equal lines of one file, so that each has a fingerprint of its own.
fn result(
    found: &Diagnostic,
    rules: &[Descriptor],
    seen: &mut BTreeMap<String, usize>,
    places: &Places<'_>,
) -> RunResult {
    let mut text = found.message.clone();
    for more in [&found.why, &found.help].into_iter().flatten() {
        text.push('\n');
        text.push_str(more);
    }
    let file = Places::file_of(found).map(|file| places.path(file));
    let range = found.location.as_ref().map_or(PlaceRange::START, |location| places.range(location));
    let related = found.chain.iter().chain(&found.related).map(|Related { location: at, message }| {
        location(&places.path(&at.file), places.range(at), Some(message))
    });
    let line = found.location.as_ref().map(|location| places.line(location)).unwrap_or_default();
    let same = format!("{}\n{}\n{}", found.code, file.as_deref().unwrap_or_default(), line.trim());
    let count = seen.entry(same.clone()).or_default();
    *count += 1;
    let fingerprint = format!("{}:{count}", rutter_check::line_hash(&same));
    RunResult {
        rule_id: found.code,
        rule_index: rules.binary_search_by_key(&found.code, |rule| rule.id).unwrap_or_default(),
        level: level(found.severity),
        message: Text { text },
        locations: file.iter().map(|file| location(file, range, None)).collect(),
        related_locations: related.collect(),
        partial_fingerprints: BTreeMap::from([("primaryLocationLineHash", fingerprint)]),
    }
}

fn location(file: &str, range: PlaceRange, message: Option<&str>) -> Location {
    Location {
        physical_location: PhysicalLocation {
            artifact_location: Artifact { uri: uri(file), uri_base_id: "%SRCROOT%" },
            region: Region {
                start_line: range.start.line,
                start_column: range.start.column,
                end_line: range.end.line,
                end_column: range.end.column,
            },
        },
        message: message.map(|text| Text { text: text.to_owned() }),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a relative reference of RFC 3986: the brackets of a route tree may not stand in one as they are.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into());
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use rutter_project::MemorySystem;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_finding_is_a_result_with_its_places() {
        let text = "a b\na b\n";
        let system = MemorySystem::with_files([("/ws/app/(x)/[id]/page.tsx", text)]);
        let places = Places::new(&system, "/ws".into());
        let at = |span| rutter_project::Location::of_span("/ws/app/(x)/[id]/page.tsx".into(), text, span);
        let mut first = Diagnostic::error("error-file-not-client", "is wrong").with_why("so").at(at(2..3));
        first.chain = vec![Related { location: at(0..1), message: "imports it".to_owned() }];
        let second = Diagnostic::error("error-file-not-client", "is wrong").at(at(6..7));
        let log = sarif(&[first, second, Diagnostic::note("x-y", "z")], &places).unwrap();
        let log: Value = serde_json::from_str(&log).unwrap();
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        let uri = "app/%28x%29/%5Bid%5D/page.tsx";
        let place = |start, end, line| {
            json!({
                "artifactLocation": { "uri": uri, "uriBaseId": "%SRCROOT%" },
                "region": { "startLine": line, "startColumn": start, "endLine": line, "endColumn": end },
            })
        };
        assert_eq!(results[0]["message"]["text"], "is wrong\nso");
        assert_eq!(results[0]["locations"], json!([{ "physicalLocation": place(3, 4, 1) }]));
        assert_eq!(
            results[0]["relatedLocations"],
            json!([{ "physicalLocation": place(1, 2, 1), "message": { "text": "imports it" } }])
        );
        assert_eq!(results[2]["locations"], json!([]));
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
        let fingerprint = |index: usize| results[index]["partialFingerprints"].to_string();
        assert_ne!(fingerprint(0), fingerprint(1));
        assert!(fingerprint(1).ends_with(":2\"}"), "{}", fingerprint(1));
    }
}
