//! Which name someone may have meant who wrote another.

/// The nearest of some names, if one is so near that it may have been meant.
pub(crate) fn near<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let scored = names.map(|name| (distance(written, name), name));
    scored
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, name)| is_near(*distance, name))
        .map(|(_, name)| name)
}

/// Whether so many changes are a slip: one in three characters, and one or two in the shortest names.
pub(crate) fn is_near(distance: usize, name: &str) -> bool {
    distance <= (name.chars().count() / 3).max(1)
}

/// How many characters have to be added, removed or replaced (Levenshtein's distance); neighbours that changed places count
/// as one.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (at_a, in_a) in a.chars().enumerate() {
        let mut row = vec![at_a + 1];
        for (at, in_b) in b.iter().enumerate() {
            let replaced = above[at] + usize::from(in_a != *in_b);
            let mut least = replaced.min(above[at + 1] + 1).min(row[at] + 1);
            if at > 0 && last == Some(*in_b) && b[at - 1] == in_a {
                least = least.min(before[at - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
        last = Some(in_a);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, near};

    #[test]
    fn distances() {
        for (a, b, expected) in
            [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("/blog", "/bolg", 1), ("ca", "abc", 3)]
        {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn what_is_far_is_not_meant() {
        let names = ["default", "secret", "integer", "app"];
        assert_eq!(near("defualt", names.into_iter()), Some("default"));
        assert_eq!(near("integers", names.into_iter()), Some("integer"));
        assert_eq!(near("ap", names.into_iter()), Some("app"));
        assert_eq!(near("required", names.into_iter()), None);
    }
}
