//! A pattern that stands in the rule.

#[rutter::form]
struct SignUp {
    #[validate(regex = "^[a-z]+$")]
    name: String,
    #[validate(regex(path = "^[a-z]+$"))]
    code: String,
}

fn main() {}
