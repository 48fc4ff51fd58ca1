//! 280 inputs of which it was observed what Rust (`validator`, serde, `FromStr`) and zod 4 make of them.

use serde::Deserialize;
use serde_json::Value;

/// An input, and what the Rust side was seen to make of it.
#[derive(Deserialize)]
pub struct Case {
    /// What is asked of the input.
    pub rule: String,
    /// The limits, or the text, of the rule.
    #[serde(default)]
    pub param: Value,
    /// The input.
    #[serde(default)]
    pub input: Value,
    /// The input as it is written, where that matters.
    pub raw: Option<String>,
    /// Whether Rust took it; a text where the rule itself is none.
    pub rust: Value,
}

/// The number types of which texts are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// `u32`
    Whole,
    /// `f64`
    Float,
}

/// A text that a form or URL sends for a number.
pub struct Text {
    /// Which number it is read as.
    pub number: Number,
    /// The text.
    pub text: String,
    /// Whether forms and URLs take it: where `FromStr` does, but for numbers that JSON cannot hold.
    pub is_taken: bool,
}

/// All of them, as they were recorded.
///
/// # Panics
/// Where the file is broken.
pub fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../oracle/validator_vs_zod.json")).unwrap()
}

/// Those that are JSON values.
pub fn values() -> Vec<Case> {
    cases().into_iter().filter(|case| number(case).is_none()).collect()
}

/// Those that are texts of forms and URLs.
///
/// # Panics
/// Where the file is broken.
pub fn texts() -> Vec<Text> {
    let text = |case: Case| {
        let number = number(&case)?;
        let text = case.input.as_str().unwrap().to_owned();
        let is_finite = text.parse::<f64>().is_ok_and(f64::is_finite);
        Some(Text { number, text, is_taken: case.rust == Value::Bool(true) && is_finite })
    };
    cases().into_iter().filter_map(text).collect()
}

fn number(case: &Case) -> Option<Number> {
    match case.rule.as_str() {
        "parse_u32" => Some(Number::Whole),
        "parse_f64" => Some(Number::Float),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    /// The values are asked in `value_agreement`, the texts in `form_agreement` and `url_agreement`.
    #[test]
    fn every_case_is_asked() {
        assert_eq!([super::values().len(), super::texts().len()], [248, 32]);
        assert_eq!(super::cases().len(), 280);
    }
}
