//! A type whose notes would be lost in what holds it.

#[rutter::form]
#[schemars(inline)]
struct Login {
    #[rutter(secret)]
    password: String,
}

#[rutter::form]
struct SignUp {
    #[validate(nested)]
    login: Login,
}

fn main() {}
