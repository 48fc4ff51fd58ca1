//! What the user of the client has set.

use lsp_server::Response;
use lsp_types::{ConfigurationItem, ConfigurationParams, ConfigurationRequest, InlayHintRefreshRequest};
use serde_json::Value;

use crate::client::Expected;
use crate::server::Session;

/// The name under which clients keep what is set for Rutter.
const SECTION: &str = "rutter";

/// What is set. What is not, or cannot be read, is as if it were not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Settings {
    /// `inlayHints.enable`: whether crossings are marked.
    pub(crate) inlay_hints: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { inlay_hints: true }
    }
}

impl Settings {
    /// Reads what a client says unasked: the settings, or an object that has them as `rutter`.
    pub(crate) fn of_options(options: Option<&Value>) -> Self {
        let options = options.unwrap_or(&Value::Null);
        Self::read(options.get(SECTION).unwrap_or(options))
    }

    fn read(stated: &Value) -> Self {
        let default = Self::default();
        let inlay_hints = stated["inlayHints"]["enable"].as_bool();
        Self { inlay_hints: inlay_hints.unwrap_or(default.inlay_hints) }
    }
}

impl Session {
    /// Asks the client what its user has set, if it can be asked.
    pub(crate) fn ask_settings(&mut self) {
        if self.client.capabilities.has_configuration {
            let items = vec![ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) }];
            let params = ConfigurationParams { items };
            self.client.ask::<ConfigurationRequest>(params, Expected::Configuration);
        }
    }

    /// The client has answered.
    pub(crate) fn answered(&mut self, response: Response) {
        match (self.client.answered(response.id), response.response_result) {
            (Some(Expected::Configuration), Ok(answer)) => {
                // Where nothing is set the answer is null, and what the client said at its start holds.
                if let Some(stated) = answer.get(0).filter(|stated| !stated.is_null()) {
                    self.set(Settings::read(stated));
                }
            }
            (Some(Expected::Progress(token)), answer) => self.progress_taken(token, answer.is_ok()),
            (Some(Expected::Configuration | Expected::Nothing) | None, _) => {}
        }
    }

    /// Something else is set from now on.
    pub(crate) fn set(&mut self, settings: Settings) {
        let before = std::mem::replace(&mut self.settings, settings);
        if before.inlay_hints != settings.inlay_hints && self.client.capabilities.refreshes_hints {
            self.client.request::<InlayHintRefreshRequest>(());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Settings;

    #[test]
    fn hints_are_shown_unless_they_are_switched_off() {
        for (options, expected) in [
            (json!(null), true),
            (json!({"inlayHints": {"enable": false}}), false),
            (json!({"rutter": {"inlayHints": {"enable": false}}}), false),
            (json!({"rutter": {}}), true),
            (json!({"inlayHints": {"enable": "no"}}), true),
            (json!([1]), true),
        ] {
            assert_eq!(Settings::of_options(Some(&options)).inlay_hints, expected, "{options}");
        }
    }
}
