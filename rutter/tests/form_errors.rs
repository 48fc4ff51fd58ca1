//! What is wrong with a form is said all at once, under wire names, and never shows a secret.

use std::borrow::Cow;

use rutter::form::{FormErrors, FormRejection, Limits};
use rutter::{Contract, Form};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::{Validate, ValidationError};

const SECRET: &str = "hunter2";

fn taken(name: &str) -> Result<(), ValidationError> {
    if name == "root" {
        return Err(ValidationError::new("taken").with_message(Cow::Borrowed("is taken")));
    }
    Ok(())
}

fn same_house(order: &Order) -> Result<(), ValidationError> {
    if order.ship_to.street.is_empty() {
        return Err(ValidationError::new("house").with_message(Cow::Borrowed("a street is missing")));
    }
    Ok(())
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate, Contract)]
#[serde(rename_all = "camelCase")]
struct Address {
    #[validate(custom(function = "taken"))]
    street: String,
    #[validate(length(min = 2, max = 2))]
    country_code: String,
    #[rutter(secret)]
    door_code: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate, Contract)]
#[serde(rename_all = "camelCase")]
struct Line {
    #[validate(range(min = 1))]
    how_many: u32,
    #[validate(custom(function = "taken"))]
    #[serde(rename = "sku")]
    number: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate, Contract)]
#[serde(rename_all = "camelCase")]
struct Contact {
    #[validate(email, custom(function = "taken"))]
    e_mail: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate, Form)]
#[validate(schema(function = "same_house"))]
#[serde(rename_all = "camelCase")]
struct Order {
    #[validate(custom(function = "taken"), length(max = 10, message = "is too long"))]
    user_name: String,
    #[rutter(secret)]
    #[validate(length(min = 8))]
    password: String,
    #[rutter(secret)]
    #[validate(must_match(other = "password"))]
    password_again: String,
    #[validate(nested)]
    ship_to: Address,
    #[validate(nested, length(min = 1))]
    lines: Vec<Line>,
    #[serde(flatten)]
    #[validate(nested)]
    contact: Contact,
    #[validate(range(min = 0.0, max = 1.0))]
    discount: f64,
    pin: Pin,
}

/// A type that only serde can refuse, and which shows the value that it refuses.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(try_from = "String", into = "String")]
#[derive(Clone)]
struct Pin(String);

impl TryFrom<String> for Pin {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.len() == 4 { Ok(Self(text)) } else { Err(format!("{text} is no PIN")) }
    }
}

impl From<Pin> for String {
    fn from(pin: Pin) -> Self {
        pin.0
    }
}

fn refused<T: Form>(body: &str) -> FormErrors {
    match T::parse_urlencoded(body.as_bytes(), &Limits::DEFAULT) {
        Err(FormRejection::Invalid(errors)) => errors,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("{body} was taken"),
    }
}

const GOOD: &str = "userName=ada&password=hunter2-hunter2&passwordAgain=hunter2-hunter2&shipTo.street=x\
                    &shipTo.countryCode=DE&lines[0].howMany=1&lines[0].sku=y&eMail=a@b.de&discount=0.5&pin=1234";

#[test]
fn a_right_form_is_taken() {
    let order = Order::parse_urlencoded(GOOD.as_bytes(), &Limits::DEFAULT).unwrap();
    assert_eq!((order.lines[0].how_many, order.discount), (1, 0.5));
}

#[test]
fn every_error_is_said_at_once_under_wire_names() {
    let body = "userName=root&password=hunter2&passwordAgain=other&shipTo.street=&shipTo.countryCode=DEU\
                &shipTo.doorCode=hunter2&lines[4].howMany=0&lines[4].sku=root&lines[2].howMany=1&lines[2].sku=y\
                &eMail=root&discount=NaN&pin=1234";
    let errors = refused::<Order>(body);
    let expected = json!({
        "formErrors": [],
        "fieldErrors": {
            "password": ["must be at least 8 characters"],
            "passwordAgain": ["must be the same as password"],
            "shipTo.countryCode": ["must be exactly 2 characters"],
            "lines[4].howMany": ["must be at least 1"],
            "eMail": ["must be an e-mail address"],
            "discount": ["must be a number"],
        },
        "values": {
            "userName": ["root"],
            "shipTo.street": [""],
            "shipTo.countryCode": ["DEU"],
            "lines[4].howMany": ["0"],
            "lines[4].sku": ["root"],
            "lines[2].howMany": ["1"],
            "lines[2].sku": ["y"],
            "eMail": ["root"],
            "discount": ["NaN"],
            "pin": ["1234"],
        },
    });
    assert_eq!(serde_json::to_value(&errors).unwrap(), expected);
}

/// They need the value as Rust has it, so they are asked where every field could be read.
#[test]
fn functions_of_the_server_are_asked_beside_the_rules_of_the_contract() {
    let body = "userName=root&password=hunter2&passwordAgain=hunter2&shipTo.street=&shipTo.countryCode=DEU\
                &lines[4].howMany=0&lines[4].sku=root&lines[2].howMany=1&lines[2].sku=y&eMail=root&discount=7&pin=1234";
    let errors = refused::<Order>(body).errors;
    let expected = json!({
        "formErrors": [],
        "fieldErrors": {
            "userName": ["is taken"],
            "password": ["must be at least 8 characters"],
            "shipTo.countryCode": ["must be exactly 2 characters"],
            "lines[4].howMany": ["must be at least 1"],
            "lines[4].sku": ["is taken"],
            "eMail": ["must be an e-mail address", "is taken"],
            "discount": ["must be at least 0 and at most 1"],
        },
    });
    assert_eq!(serde_json::to_value(&errors).unwrap(), expected);
}

#[test]
fn what_is_wrong_with_the_whole_is_said_of_the_form() {
    let errors = refused::<Order>(&GOOD.replace("street=x", "street=")).errors;
    assert_eq!(errors.form_errors, ["a street is missing"]);
    assert!(errors.field_errors.is_empty());
}

#[test]
fn the_message_of_a_rule_is_said_once() {
    let body = GOOD.replace("userName=ada", "userName=a-long-user-name");
    let errors = refused::<Order>(&body).errors;
    assert_eq!(errors.to_string(), "userName: is too long");
}

#[test]
fn what_only_serde_refuses_is_said_at_its_field() {
    let errors = refused::<Order>(&GOOD.replace("pin=1234", "pin=12345")).errors;
    assert_eq!(errors.to_string(), "pin: 12345 is no PIN");
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Form)]
struct Door {
    #[rutter(secret)]
    pin: Pin,
    #[rutter(secret)]
    pins: Vec<Pin>,
    keys: Keys,
    #[serde(flatten)]
    way: Way,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Contract)]
struct Keys {
    #[rutter(secret)]
    #[serde(alias = "clé")]
    key: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "way")]
enum Way {
    Card {
        #[rutter(secret)]
        code: u32,
    },
    Open {
        code: u32,
    },
}

/// Every way in which a text can be wrong, in every secret field: neither the errors nor the values, however they are
/// printed, have it in them.
#[test]
fn no_secret_is_in_any_error() {
    let bodies = [
        "pin=hunter2",
        "pin=hunter2&pin=hunter2",
        "pin.hunter2=hunter2",
        "pin[0]=hunter2&pins=hunter2",
        "pin=1234&pins=hunter2&keys.key=hunter2&way=Card&code=1",
        "pin=1234&pins[3]=hunter2&keys.clé=hunter2&keys.note=shown&way=Card&code=1",
        "pin=1234&keys.key=hunter2&keys.clé=hunter2&way=Card&code=hunter2",
        "pin=1234&way=Open&code=hunter2",
        "pin=1234&keys=hunter2",
        "pni=hunter2",
    ];
    for body in bodies {
        let errors = refused::<Door>(body);
        for shown in
            [format!("{errors:?}"), format!("{}", errors.errors), serde_json::to_string(&errors).unwrap()]
        {
            // A name that was sent may be in a message; the value behind it may not.
            let shown = shown.replace("pin.hunter2", "");
            assert!(!shown.contains(SECRET), "{body}: {shown}");
        }
        assert!(
            !format!("{:?}", FormRejection::from(errors)).replace("pin.hunter2", "").contains(SECRET),
            "{body}"
        );
    }
    assert_eq!(
        refused::<Door>(bodies[5]).values,
        [("keys.note".to_owned(), vec!["shown".to_owned()]), ("way".to_owned(), vec!["Card".to_owned()])]
            .into()
    );
}

#[test]
fn a_broken_body_names_its_fields_and_shows_nothing() {
    let body = b"pin=%FFhunter2&keys.note=%zhunter2&ok=1";
    let rejection = Door::parse_urlencoded(body, &Limits::DEFAULT).unwrap_err();
    assert_eq!(rejection.status(), 400);
    let names: Vec<&String> = rejection.errors().field_errors.keys().collect();
    assert_eq!(names, ["keys.note", "pin"]);
    assert!(!format!("{rejection:?} {rejection}").contains(SECRET));
}
