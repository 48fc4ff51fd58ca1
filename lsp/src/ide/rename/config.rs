//! The param that `rutter.toml` names: `locale_param = "lang"`.

use std::ops::Range;

use camino::Utf8PathBuf;

use super::{Refusal, Subject, refuse};
use crate::analysis::Analysis;

/// Where `rutter.toml` names the param: the file, and the bytes of the name.
///
/// # Errors
/// Where it has the name and may mean something else.
pub(super) fn locale_param(
    analysis: &Analysis,
    subject: &Subject,
) -> Result<Option<(Utf8PathBuf, Range<usize>)>, Refusal> {
    let file = analysis.workspace.root.join("rutter.toml");
    let text = analysis.system.read_to_string(&file).unwrap_or_default();
    let quoted = format!("\"{}\"", subject.param.name);
    let mut found = text.match_indices(&*quoted);
    let Some((at, _)) = found.next() else { return Ok(None) };
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let is_key = text[line..at].trim_end().strip_suffix('=').is_some_and(|key| key.trim() == "locale_param");
    // What follows on the line, or in another app, would be of its own.
    if is_key && found.next().is_none() && text.matches("locale_param").count() == 1 {
        return Ok(Some((file, at + 1..at + quoted.len() - 1)));
    }
    refuse(format!(
        "`rutter.toml`, line {}: what this means is not known; rename the param by hand, here and in its folder",
        text[..at].matches('\n').count() + 1
    ))
}
