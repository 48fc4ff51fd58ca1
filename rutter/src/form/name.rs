//! The names of a form: `email`, `address.city`, `items[0].price`, `items[0][price]`, `tags[]`.

/// A step of a name after its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// `.key` or `[key]`; an index is a key in digits.
    Key(&'a str),
    /// `[]`: one more of the list.
    Push,
}

/// The first step of a name and the others. A name that does not follow the grammar is one step as a whole.
pub(super) fn split(name: &str) -> (&str, Steps<'_>) {
    let Some(end) = name.find(['.', '[']) else { return (name, Steps("")) };
    let (head, rest) = name.split_at(end);
    if head.is_empty() || !Steps(rest).is_whole() { (name, Steps("")) } else { (head, Steps(rest)) }
}

/// The steps after the first.
#[derive(Clone, Copy)]
pub(super) struct Steps<'a>(&'a str);

impl Steps<'_> {
    /// Whether everything that is left is steps.
    fn is_whole(mut self) -> bool {
        while self.next().is_some() {}
        self.0.is_empty()
    }
}

/// Ends before what is no step.
impl<'a> Iterator for Steps<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        let text = self.0;
        let (step, rest) = if let Some(text) = text.strip_prefix('[') {
            let (key, rest) = text.split_once(']')?;
            (if key.is_empty() { Step::Push } else { Step::Key(key) }, rest)
        } else {
            let text = text.strip_prefix('.')?;
            let (key, rest) = text.split_at(text.find(['.', '[']).unwrap_or(text.len()));
            (!key.is_empty()).then_some((Step::Key(key), rest))?
        };
        self.0 = rest;
        Some(step)
    }
}

/// The index that a key is: digits without a zero before them.
pub(super) fn index(key: &str) -> Option<usize> {
    let plain = key == "0" || (!key.starts_with('0') && key.bytes().all(|byte| byte.is_ascii_digit()));
    plain.then(|| key.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Step, index, split};

    fn steps(name: &str) -> Vec<&str> {
        let (head, rest) = split(name);
        let rest = rest.map(|step| match step {
            Step::Key(key) => key,
            Step::Push => "[]",
        });
        std::iter::once(head).chain(rest).collect()
    }

    #[test]
    fn steps_are_dotted_or_bracketed() {
        for name in ["a.b.0.c", "a[b][0][c]", "a[b].0[c]", "a.b[0].c"] {
            assert_eq!(steps(name), ["a", "b", "0", "c"], "{name}");
        }
        assert_eq!(steps("k[]"), ["k", "[]"]);
        assert_eq!(steps("m[a.b]"), ["m", "a.b"]);
    }

    #[test]
    fn what_is_no_path_is_one_name() {
        for name in
            ["", "a", ".a", "a.", "a..b", "[a]", "a[b", "a]b", "a[b]c", "a[[b]]", "a[b]]", "$ACTION_ID_1"]
        {
            assert_eq!(steps(name), [name]);
        }
    }

    #[test]
    fn an_index_is_written_one_way() {
        assert_eq!(index("0"), Some(0));
        assert_eq!(index("12"), Some(12));
        for key in ["", "00", "01", "+1", "-1", "1 ", "x", "99999999999999999999999"] {
            assert_eq!(index(key), None, "{key}");
        }
    }
}
