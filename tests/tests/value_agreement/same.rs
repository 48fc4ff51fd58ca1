//! The schemas of zod and valibot, beside the readers: of values about which these agree with Rust, they say the same.

use super::differences::{Case, listed, said};
use super::node::Generated;

pub(crate) const LIBRARIES: [&str; 2] = ["zod", "valibot"];

/// Each value of which a library says something else that is not listed. The cases are the name of a type, and a JSON text.
pub(crate) fn different(generated: &Generated, cases: &[(String, String)]) -> Vec<String> {
    let ask = |who: &str| {
        let asked: Vec<(String, String)> =
            cases.iter().map(|(ty, text)| (format!("{who} {ty}"), text.clone())).collect();
        generated.ask(&asked)
    };
    let ours = ask("request");
    let mut different = Vec::new();
    for library in LIBRARIES {
        let listed = listed(library);
        for ((ours, theirs), (ty, text)) in ours.iter().zip(ask(library)).zip(cases) {
            // A text that is none to Rust, such as `1e999`, shows nothing that is listed.
            let value = serde_json::from_str(text).unwrap_or_default();
            let case = Case::new(value, said(ours), &theirs);
            let is_listed = || listed.iter().any(|what| case.shows(*what));
            if !case.agrees() && !is_listed() {
                different.push(format!("{library} {ty} {text}\n{}", case.told()));
            }
        }
    }
    different
}
