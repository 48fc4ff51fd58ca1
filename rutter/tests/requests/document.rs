//! Requests to a router as Markdown, and what it answers.
//!
//! A document is read from top to bottom. Each `http` block is a request: method and path, headers, an empty line and the body.
//! The `response` block after it is the answer: status, the headers that matter, an empty line and the body. Everything else is
//! text for the reader.

use std::fmt::Write as _;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderName, Request, Response, header};
use serde_json::Value;
use tower::ServiceExt as _;

/// The headers of an answer that a document shows.
const SHOWN: [HeaderName; 3] = [header::CONTENT_TYPE, header::LOCATION, header::ALLOW];

/// Sends the requests of a document and gives it back with what the router answers now.
///
/// # Panics
/// Where the document itself is malformed.
pub(crate) async fn run(document: &str, router: &Router) -> String {
    let mut text = String::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        match line {
            "```http" => {
                let request: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                writeln!(text, "```http\n{}\n```\n", request.join("\n")).unwrap();
                let answer = router.clone().oneshot(parse(&request)).await.unwrap();
                writeln!(text, "```response\n{}```", show(answer).await).unwrap();
                skip_response(&mut lines);
            }
            _ => writeln!(text, "{line}").unwrap(),
        }
    }
    text
}

/// Passes over the old answer, if there is one.
fn skip_response(lines: &mut std::str::Lines<'_>) {
    let mut ahead = lines.clone();
    if ahead.by_ref().find(|line| !line.is_empty()) == Some("```response") {
        ahead.by_ref().find(|line| *line == "```");
        *lines = ahead;
    }
}

fn parse(block: &[&str]) -> Request<Body> {
    let (first, rest) = block.split_first().expect("a request has a line with method and path");
    let (method, path) = first.split_once(' ').expect("a request begins with `METHOD /path`");
    let mut request = Request::builder().method(method).uri(path);
    let end = rest.iter().position(|line| line.is_empty()).unwrap_or(rest.len());
    for line in &rest[..end] {
        let (name, value) = line.split_once(": ").expect("a header is `name: value`");
        request = request.header(name, value);
    }
    let body = rest[end..].iter().skip(1).copied().collect::<Vec<_>>();
    // The lines of a multipart body end as they do on the wire.
    let multipart = rest[..end].iter().any(|line| line.contains("multipart/"));
    request.body(Body::from(body.join(if multipart { "\r\n" } else { "\n" }))).unwrap()
}

async fn show(answer: Response<Body>) -> String {
    let (parts, body) = answer.into_parts();
    let mut text = format!("{}\n", parts.status.as_u16());
    for name in SHOWN {
        if let Some(value) = parts.headers.get(&name) {
            writeln!(text, "{name}: {}", value.to_str().unwrap()).unwrap();
        }
    }
    let body = to_bytes(body, usize::MAX).await.unwrap();
    if !body.is_empty() {
        let body = String::from_utf8(body.to_vec()).unwrap();
        // The order of keys is not the same with every set of features that other crates ask `serde_json` for.
        let pretty = serde_json::from_str::<Value>(&body).map(|mut json| {
            json.sort_all_objects();
            format!("{json:#}")
        });
        writeln!(text, "\n{}", pretty.unwrap_or(body)).unwrap();
    }
    text
}
