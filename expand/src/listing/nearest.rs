//! Which routes someone may have meant who wrote one that is not there.

use crate::near::{distance, is_near};

/// How many routes a message names.
const NAMED: usize = 3;

/// The nearest routes, the nearest first: those that are as near as the first. None, if that is too far to have been meant.
pub(super) fn nearest<'r>(route: &str, routes: &[&'r str]) -> Vec<&'r str> {
    let written = outline(route);
    let score = |known: &&'r str| {
        let outline = outline(known);
        let changes = distance(&written, &outline);
        // What is missing is often the segment in front: of a language, or of a folder.
        let is_end = written.len() > 1 && outline.ends_with(&written);
        (is_end || is_near(changes, &outline)).then(|| ((changes, distance(route, known)), *known))
    };
    let mut scored: Vec<((usize, usize), &str)> = routes.iter().filter_map(score).collect();
    scored.sort_unstable();
    scored.dedup();
    let best = scored.first().map_or((0, 0), |(score, _)| *score);
    scored.into_iter().take_while(|(score, _)| *score == best).map(|(_, known)| known).take(NAMED).collect()
}

/// The route without the names of its params, which one gets wrong more easily than where they stand, and without regard to case.
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
            outline.extend(char.to_lowercase());
        }
    }
    outline
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_place_of_a_param_counts_before_its_name() {
        let routes = ["/", "/blog", "/blog/[slug]", "/blog/idea", "/shop/[id]"];
        assert_eq!(nearest("/blog/[id]", &routes), ["/blog/[slug]"]);
        assert_eq!(nearest("/blgo", &routes), ["/blog"]);
        assert_eq!(nearest("/BLOG/[slug]", &routes), ["/blog/[slug]"]);
        assert_eq!(
            nearest("/blog/[slug]", &["/[lang]/blog/[slug]", "/[lang]/shop/[id]"]),
            ["/[lang]/blog/[slug]"]
        );
        assert!(nearest("/checkout/[step]/confirmation", &routes).is_empty());
    }
}
