//! Which routes someone may have meant who wrote one that is not there.

/// How many routes a message names.
const NAMED: usize = 3;

/// The nearest routes, the nearest first: at least one, and besides it those that are as near.
pub(super) fn nearest<'r>(route: &str, routes: &[&'r str]) -> Vec<&'r str> {
    let outline_of_route = outline(route);
    let mut scored: Vec<((usize, usize), &str)> = routes
        .iter()
        .map(|known| ((distance(&outline_of_route, &outline(known)), distance(route, known)), *known))
        .collect();
    scored.sort_unstable();
    scored.dedup();
    let best = scored.first().map_or((0, 0), |(score, _)| *score);
    scored.into_iter().take_while(|(score, _)| *score == best).map(|(_, known)| known).take(NAMED).collect()
}

/// The route without the names of its params, which one gets wrong more easily than where they stand.
fn outline(route: &str) -> String {
    let mut outline = String::with_capacity(route.len());
    let mut inside = false;
    for char in route.chars() {
        inside = match char {
            '[' => true,
            ']' => false,
            _ => inside,
        };
        if !inside || matches!(char, '[' | '.') {
            outline.push(char);
        }
    }
    outline
}

/// How many characters have to be added, removed or replaced (Levenshtein's distance).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (above, in_a) in a.chars().enumerate() {
        let mut diagonal = above;
        row[0] = above + 1;
        for (at, in_b) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(in_a != *in_b);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distances() {
        for (a, b, expected) in [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("/blog", "/bolg", 2)]
        {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn the_place_of_a_param_counts_before_its_name() {
        let routes = ["/", "/blog", "/blog/[slug]", "/blog/idea", "/shop/[id]"];
        assert_eq!(nearest("/blog/[id]", &routes), ["/blog/[slug]"]);
        assert_eq!(nearest("/blgo", &routes), ["/blog"]);
    }
}
