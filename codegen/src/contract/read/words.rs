//! What the readers ask of values, for schemas of other libraries.

use rutter_contract::judge::Kind;
use rutter_contract::{Key, Rule, Type};

use super::plain::{Refusal, plain};
use super::{AskedRule, Local, rule, value};

/// What is asked of a value that stays as it is.
#[derive(Debug)]
pub(crate) struct Asks {
    /// Where it is not so, in JavaScript.
    pub(crate) broken: String,
    /// What is said then, of a text.
    pub(crate) message: String,
    /// What is said of anything else.
    pub(crate) otherwise: String,
}

impl Local<'_> {
    /// What is asked of a value of a type without parts and without rules, which is `value` in JavaScript.
    pub(crate) fn asks(&mut self, ty: &Type) -> Option<Asks> {
        let check = plain(&mut self.readers, ty, "value")?.steps.into_iter().flatten().next()?;
        Some(match check.refusal {
            Refusal::Issue { message, .. } => {
                Asks { broken: check.broken, otherwise: message.clone(), message }
            }
            Refusal::Choice { text, other } => Asks { broken: check.broken, message: text, otherwise: other },
        })
    }

    /// What rules ask of a value of a type.
    pub(crate) fn rules(&mut self, rules: &[Rule], ty: &Type) -> Vec<AskedRule> {
        let checks = rule::checks(&mut self.readers, rules, ty, "value");
        AskedRule::of(checks)
    }

    /// The same, of a value whose kind the compiler does not know.
    pub(crate) fn guarded_rules(&mut self, rules: &[Rule], ty: &Type) -> Vec<AskedRule> {
        let checks = rule::guarded_checks(&mut self.readers, rules, ty, "value");
        AskedRule::of(checks)
    }

    /// What a broken rule says of a value that is not there.
    pub(crate) fn required(&self, rule: &Rule) -> Option<AskedRule> {
        let Refusal::Issue { code, message, params } = rule::refusal(rule, Kind::Null) else { return None };
        Some(AskedRule { broken: String::new(), code, message, params })
    }

    /// Where a text cannot be a key.
    pub(crate) fn not_key(&mut self, key: &Key) -> String {
        let is_text = self.readers.helper("isText");
        let broken = value::not_key(&mut self.readers, key, "value");
        broken.unwrap_or_else(|| format!("!{is_text}(value)"))
    }

    /// Where a value is of a kind.
    pub(crate) fn is_kind(&mut self, kind: Kind) -> String {
        rule::is_kind(&mut self.readers, kind, "value")
    }

    /// Whether a type holds itself.
    pub(crate) fn is_recursive(&self, path: &str) -> bool {
        self.readers.is_recursive(path)
    }

    /// The schema of a type in `schemas.gen.ts`.
    pub(crate) fn schema(&self, path: &str) -> String {
        self.readers.names_of(path).1
    }

    /// A function of the runtime, which the module imports.
    pub(crate) fn helper(&mut self, name: &'static str) -> &'static str {
        self.readers.helper(name)
    }

    /// The rules that the server alone can check, since this was last asked.
    pub(crate) fn take_server_only(&mut self) -> Vec<String> {
        self.readers.take_server_only()
    }
}
