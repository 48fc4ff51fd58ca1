//! Every row of `forms.md`, which says what forms mean.

mod rows;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use rutter::Form;
use rutter::form::Limits;
use serde::Serialize;

/// What each form answers to a body: its value as JSON, or the status and what is wrong.
#[derive(Default)]
struct Answers(BTreeMap<&'static str, fn(&str) -> String>);

impl types::Visit for Answers {
    fn form<T: Form + Serialize>(&mut self, heading: &'static str) {
        self.0.insert(heading, |body| match T::parse_urlencoded(body.as_bytes(), &Limits::DEFAULT) {
            Ok(value) => serde_json::to_string(&value).unwrap(),
            Err(rejection) => format!("{} {rejection}", rejection.status()),
        });
    }
}

#[test]
fn every_row_is_answered_as_it_says() {
    let mut answers = Answers::default();
    types::each(&mut answers);
    let mut asked = BTreeSet::new();
    let mut wrong = String::new();
    for row in rows::rows() {
        let Some(answer) = answers.0.get(row.heading) else {
            panic!("no form has the heading {}", row.heading)
        };
        asked.insert(row.heading);
        let answered = answer(row.sent);
        if answered != row.answer {
            wrong += &format!(
                "{}\n  sent     {}\n  expected {}\n  answered {answered}\n",
                row.heading, row.sent, row.answer
            );
        }
    }
    assert_eq!(asked.len(), answers.0.len(), "some form has no rows");
    assert!(wrong.is_empty(), "{wrong}");
}
