//! What is asked of a file.

use rutter_contract::FileRules;

use super::file::File;

/// What a file does not keep.
pub(super) fn wrong(file: &File, rules: &FileRules) -> Option<String> {
    if let Some(most) = rules.max_size
        && file.bytes.len() as u64 > most
    {
        return Some(format!("is larger than {most} bytes"));
    }
    let accepted = rules.accept.is_empty() || rules.accept.iter().any(|kind| is_of(file, kind));
    (!accepted).then(|| match rules.accept.as_slice() {
        [only] => format!("must be a file of the kind {only}"),
        kinds => format!("must be a file of one of the kinds {}", kinds.join(", ")),
    })
}

/// As HTML's `accept`: an extension that begins with a dot, a media type, or all media types of one kind (`image/*`). Letters
/// count in either case.
fn is_of(file: &File, kind: &str) -> bool {
    let ends = |text: &str, end: &str| {
        text.len()
            .checked_sub(end.len())
            .and_then(|at| text.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    let starts = |text: &str, start: &str| {
        text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    if kind.starts_with('.') {
        return ends(&file.name, kind);
    }
    match kind.strip_suffix('*') {
        Some("*/") => true,
        Some(group) => starts(&file.content_type, group),
        None => file.content_type.eq_ignore_ascii_case(kind),
    }
}

#[cfg(test)]
mod tests {
    use rutter_contract::FileRules;

    use super::wrong;
    use crate::form::File;

    fn is_taken(name: &str, content_type: &str, accept: &[&str]) -> bool {
        let accept = accept.iter().map(|kind| (*kind).to_owned()).collect();
        let file =
            File { name: name.to_owned(), content_type: content_type.to_owned(), bytes: vec![0; 10].into() };
        wrong(&file, &FileRules { max_size: None, accept }).is_none()
    }

    #[test]
    fn kinds_are_read_as_html_reads_them() {
        assert!(is_taken("a.PNG", "", &[".png"]));
        assert!(is_taken("a", "image/PNG", &["application/pdf", "image/*"]));
        assert!(is_taken("a", "image/png", &["image/png"]));
        assert!(is_taken("a", "", &["*/*"]));
        assert!(is_taken("a", "x/y", &[]));
        assert!(!is_taken("png", "", &[".png"]));
        assert!(!is_taken("é", "imag", &[".png", "image/*"]));
        assert!(!is_taken("a.png.exe", "application/png", &[".png", "image/*"]));
    }

    #[test]
    fn a_file_may_be_as_large_as_the_limit() {
        let file = File { name: "a".to_owned(), content_type: String::new(), bytes: vec![0; 10].into() };
        let rules = |max_size| FileRules { max_size: Some(max_size), accept: Vec::new() };
        assert_eq!(wrong(&file, &rules(10)), None);
        assert_eq!(wrong(&file, &rules(9)), Some("is larger than 9 bytes".to_owned()));
    }
}
