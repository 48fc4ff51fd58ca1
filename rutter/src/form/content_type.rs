//! The content type of a body or a part.

use super::rejection::{FormRejection, of_form};

/// How the body of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// `application/x-www-form-urlencoded`
    Urlencoded,
    /// `multipart/form-data`
    Multipart {
        /// What stands between the parts.
        boundary: String,
    },
}

impl FormKind {
    /// The kind that a `Content-Type` header names.
    ///
    /// # Errors
    /// 415, where it names no kind of form or characters other than UTF-8; 400, where a multipart form has no boundary or none
    /// that RFC 2046 allows.
    pub fn of(header: Option<&str>) -> Result<Self, FormRejection> {
        let unsupported = |message| FormRejection::UnsupportedMediaType(of_form(message));
        let Some(header) = header else {
            return Err(unsupported(
                "the body has no content type: send `application/x-www-form-urlencoded` or `multipart/form-data`",
            ));
        };
        let content_type = ContentType::of(header);
        if !content_type.is_utf8() {
            return Err(unsupported("the form is not sent as UTF-8; send forms as UTF-8"));
        }
        match content_type.essence.as_str() {
            "application/x-www-form-urlencoded" => Ok(Self::Urlencoded),
            "multipart/form-data" => match content_type.boundary.filter(|boundary| is_boundary(boundary)) {
                Some(boundary) => Ok(Self::Multipart { boundary }),
                None => {
                    let message = "the multipart form has no boundary, or none of 1 to 70 plain characters";
                    Err(FormRejection::Malformed(of_form(message)))
                }
            },
            _ => Err(unsupported(
                "the body is no form: send `application/x-www-form-urlencoded` or `multipart/form-data`",
            )),
        }
    }
}

/// RFC 2046, section 5.1.1.
fn is_boundary(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(&byte);
    (1..=70).contains(&text.len()) && text.bytes().all(plain) && !text.ends_with(' ')
}

/// A media type with the parameters that matter to forms.
#[derive(Default)]
pub(super) struct ContentType {
    /// The type and subtype, in lower case.
    pub(super) essence: String,
    charset: Option<String>,
    boundary: Option<String>,
}

impl ContentType {
    /// Reads a header. Of a parameter that stands there twice the first counts.
    pub(super) fn of(header: &str) -> Self {
        let (essence, mut rest) = header.split_once(';').unwrap_or((header, ""));
        let mut content_type = Self { essence: essence.trim().to_ascii_lowercase(), ..Self::default() };
        while let Some((name, after)) = rest.split_once('=') {
            let (value, after) = value(after);
            let slot = match name.trim().to_ascii_lowercase().as_str() {
                "charset" => Some(&mut content_type.charset),
                "boundary" => Some(&mut content_type.boundary),
                _ => None,
            };
            if let Some(slot) = slot {
                slot.get_or_insert(value);
            }
            rest = after;
        }
        content_type
    }

    /// Whether the characters are those of UTF-8, of which ASCII is a part. A form says nothing of them, mostly.
    pub(super) fn is_utf8(&self) -> bool {
        self.charset.as_deref().is_none_or(|charset| {
            ["utf-8", "utf8", "us-ascii"].iter().any(|known| charset.eq_ignore_ascii_case(known))
        })
    }
}

/// The value of a parameter, and what follows its semicolon.
fn value(text: &str) -> (String, &str) {
    let text = text.trim_start();
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_once(';').unwrap_or((text, ""));
        return (value.trim_end().to_owned(), rest);
    };
    let mut value = String::new();
    let mut chars = quoted.chars();
    while let Some(char) = chars.next() {
        match char {
            '"' => break,
            '\\' => value.extend(chars.next()),
            char => value.push(char),
        }
    }
    let rest = chars.as_str();
    (value, rest.split_once(';').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::FormKind;

    fn multipart(boundary: &str) -> FormKind {
        FormKind::Multipart { boundary: boundary.to_owned() }
    }

    #[test]
    fn the_header_names_the_kind() {
        let kinds = [
            ("application/x-www-form-urlencoded", FormKind::Urlencoded),
            ("Application/X-WWW-Form-Urlencoded ; charset=UTF-8", FormKind::Urlencoded),
            ("multipart/form-data; boundary=----WebKitFormBoundaryX1", multipart("----WebKitFormBoundaryX1")),
            (r#"multipart/form-data; a="b;c=\"d"; Boundary="x y=z" ; charset="utf-8""#, multipart("x y=z")),
            ("multipart/form-data; boundary=a; boundary=b", multipart("a")),
        ];
        for (header, kind) in kinds {
            assert_eq!(FormKind::of(Some(header)), Ok(kind), "{header}");
        }
    }

    #[test]
    fn other_headers_are_refused_with_the_right_status() {
        let long = format!("multipart/form-data; boundary={}", "x".repeat(71));
        let headers = [
            (None, 415),
            (Some(""), 415),
            (Some("application/json"), 415),
            (Some("application/x-www-form-urlencoded; charset=iso-8859-1"), 415),
            (Some("multipart/mixed; boundary=x"), 415),
            (Some("multipart/form-data"), 400),
            (Some("multipart/form-data; boundary="), 400),
            (Some("multipart/form-data; boundary=\"\""), 400),
            (Some("multipart/form-data; boundary=\"a\r\nb\""), 400),
            (Some("multipart/form-data; boundary=\"x"), 0),
            (Some("multipart/form-data; boundary=\"a \""), 400),
            (Some(long.as_str()), 400),
        ];
        for (header, status) in headers {
            let kind = FormKind::of(header).map_err(|rejection| rejection.status());
            assert_eq!(kind.err().unwrap_or_default(), status, "{header:?}");
        }
    }
}
