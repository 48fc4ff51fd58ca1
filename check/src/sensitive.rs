//! Names of fields that hold what nobody but the server should know.

/// What the names of such fields are made of, in lower case and without `_` and `-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SensitiveNames {
    names: Vec<String>,
}

/// The names that count where `rutter.toml` states no others. A name that often means something harmless, such as
/// `hash` of a file, is none of them.
pub(crate) const DEFAULT: [&str; 30] = [
    "accessToken",
    "apiKey",
    "apiSecret",
    "apiToken",
    "authToken",
    "backupCodes",
    "clientSecret",
    "encryptedPassword",
    "encryptionKey",
    "hashedPassword",
    "mfaSecret",
    "otpSecret",
    "passHash",
    "passwd",
    "password",
    "passwordDigest",
    "passwordHash",
    "passwordResetToken",
    "passwordSalt",
    "privateKey",
    "refreshToken",
    "resetToken",
    "salt",
    "secret",
    "secretKey",
    "sessionToken",
    "ssn",
    "token",
    "totpSecret",
    "webhookSecret",
];

impl SensitiveNames {
    /// These names and no others.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self { names: names.into_iter().map(normal).collect() }
    }

    /// Whether a field of that name holds a secret, however its words are joined.
    pub(crate) fn matches(&self, field: &str) -> bool {
        let field = normal(field);
        self.names.contains(&field)
    }
}

impl Default for SensitiveNames {
    fn default() -> Self {
        Self::new(DEFAULT)
    }
}

fn normal(name: &str) -> String {
    name.chars().filter(|it| !matches!(it, '_' | '-')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{DEFAULT, SensitiveNames};

    #[test]
    fn the_page_of_the_rule_tells_all_names() {
        let page = include_str!("../docs/sensitive-prop.md");
        for name in DEFAULT {
            assert!(page.contains(&format!("`{name}`")), "{name}");
        }
    }

    #[test]
    fn words_may_be_joined_in_any_way() {
        let names = SensitiveNames::default();
        for field in ["password", "passwordHash", "password_hash", "PASSWORD-HASH", "apiKey", "api_key"] {
            assert!(names.matches(field), "{field}");
        }
        for field in ["hasPassword", "passwordChangedAt", "hash", "key", "tokens", ""] {
            assert!(!names.matches(field), "{field}");
        }
    }
}
