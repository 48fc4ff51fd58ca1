//! Conditions in JavaScript, the other way round: readers ask where a value is wrong, schemas where it is right.

/// Where `broken` is not so.
pub(super) fn holds(broken: &str) -> String {
    let parts: Option<Vec<String>> = broken.split(" || ").map(opposite).collect();
    match parts {
        // An operator in a text or pattern is none.
        Some(parts) if parts.len() == 1 || !broken.contains(['"', '/', '`']) => parts.join(" && "),
        _ => format!("!({broken})"),
    }
}

/// The same as a function of `value`.
pub(super) fn lambda(broken: &str) -> String {
    let holds = holds(broken);
    match holds.strip_suffix("(value)") {
        Some(function) if function.chars().all(char::is_alphanumeric) => function.to_owned(),
        _ => format!("(value) => {holds}"),
    }
}

/// The opposite of one call or comparison.
fn opposite(condition: &str) -> Option<String> {
    if condition.contains(" && ") {
        return None;
    }
    if let Some(call) = condition.strip_prefix('!') {
        return (!call.starts_with('(')).then(|| call.to_owned());
    }
    const OPPOSITES: [(&str, &str); 6] =
        [("<", ">="), ("<=", ">"), (">", "<="), (">=", "<"), ("===", "!=="), ("!==", "===")];
    let [left, operator, right] = condition.split(' ').collect::<Vec<_>>().try_into().ok()?;
    // What looks like an operator may stand in a text or pattern.
    if left.contains(['"', '/']) {
        return None;
    }
    let (_, opposite) = OPPOSITES.iter().find(|(known, _)| *known == operator)?;
    Some(format!("{left} {opposite} {right}"))
}

#[cfg(test)]
mod tests {
    use super::{holds, lambda};

    #[test]
    fn what_is_right_is_said_without_a_negation_where_that_can_be() {
        let table = [
            ("!isDate(value)", "isDate(value)"),
            ("!isText(value) || !hasLength(value, 1, 1)", "isText(value) && hasLength(value, 1, 1)"),
            ("!isInteger(value, 0, 9) || value === 0", "isInteger(value, 0, 9) && value !== 0"),
            ("value < 1 || value >= 10.5", "value >= 1 && value < 10.5"),
            ("Object.keys(value).length !== 2", "Object.keys(value).length === 2"),
            ("!/a || b/u.test(value)", "!(!/a || b/u.test(value))"),
            ("!/a|b/u.test(value)", "/a|b/u.test(value)"),
            ("value.includes(\" < \")", "!(value.includes(\" < \"))"),
            ("isObject(value) && !has(value, \"a\")", "!(isObject(value) && !has(value, \"a\"))"),
            ("typeof value === \"string\" && (a || b)", "!(typeof value === \"string\" && (a || b))"),
        ];
        for (broken, expected) in table {
            assert_eq!(holds(broken), expected);
        }
    }

    #[test]
    fn a_function_stands_for_a_call_of_it() {
        assert_eq!(lambda("!isDate(value)"), "isDate");
        assert_eq!(lambda("!isInteger(value, 0, 9)"), "(value) => isInteger(value, 0, 9)");
    }
}
