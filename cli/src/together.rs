//! What is wrong with several files in the same way, told once.

use std::collections::BTreeMap;

use rutter_project::Diagnostic;

/// Findings that say the same about files as a whole become one that names them all, where the first of them stood: what
/// one app of a workspace lacks is often lacking in all.
pub(crate) fn together(found: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = Vec::with_capacity(found.len());
    let mut known: BTreeMap<(&str, &str, Option<&str>), usize> = BTreeMap::new();
    for diagnostic in found {
        if diagnostic.location.is_none() {
            let said = (diagnostic.code, diagnostic.message.as_str(), diagnostic.help.as_deref());
            if let Some(first) = known.get(&said) {
                told[*first].files.extend(diagnostic.files.iter().cloned());
                continue;
            }
            known.insert(said, told.len());
        }
        told.push(diagnostic.clone());
    }
    told
}

#[cfg(test)]
mod tests {
    use rutter_project::Diagnostic;

    use super::together;

    #[test]
    fn what_is_said_of_several_files_is_told_once() {
        let note = |message: &str, file: &str| Diagnostic::note("some-code", message).with_file(file);
        let found = [note("a", "one"), note("b", "one"), note("a", "two")];
        let files = |told: &Diagnostic| told.files.iter().map(ToString::to_string).collect::<Vec<_>>();
        let told: Vec<_> = together(&found).iter().map(|told| (told.message.clone(), files(told))).collect();
        let expected = [("a", vec!["one", "two"]), ("b", vec!["one"])];
        assert_eq!(
            told,
            expected.map(|(message, files)| {
                (message.to_owned(), files.into_iter().map(str::to_owned).collect::<Vec<_>>())
            })
        );
    }
}
