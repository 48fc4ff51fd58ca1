//! The bytes of a body and what its content type says.

use std::error::Error;

use axum::RequestExt as _;
use axum::extract::Request;
use axum::extract::rejection::BytesRejection;
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use http_body_util::LengthLimitError;

use super::rejection::Rejection;

/// The content type of a request: the media type in lower case, and whether its characters are UTF-8.
pub(super) struct ContentType {
    pub(super) essence: String,
    pub(super) is_utf8: bool,
}

impl ContentType {
    /// What the header says; `None` where there is none or it is no text.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        let (essence, params) = text.split_once(';').unwrap_or((text, ""));
        let charset = params.split(';').find_map(|param| {
            let (name, value) = param.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
        });
        let is_utf8 = charset.is_none_or(|charset| {
            ["utf-8", "utf8", "us-ascii"].iter().any(|known| charset.eq_ignore_ascii_case(known))
        });
        Some(Self { essence: essence.trim().to_ascii_lowercase(), is_utf8 })
    }

    /// `application/json`, or a type that says of itself that it is written in JSON.
    pub(super) fn is_json(&self) -> bool {
        let subtype = self.essence.strip_prefix("application/");
        self.is_utf8 && subtype.is_some_and(|subtype| subtype == "json" || subtype.ends_with("+json"))
    }
}

/// The whole body, as far as axum's limit allows.
pub(super) async fn bytes(request: Request) -> Result<Bytes, Rejection> {
    request.extract().await.map_err(|error: BytesRejection| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => Rejection::new(StatusCode::BAD_REQUEST, "the body ended before it was complete"),
    })
}

pub(super) fn too_large() -> Rejection {
    Rejection::new(StatusCode::PAYLOAD_TOO_LARGE, "the body is larger than the server takes")
}

/// Whether a body was cut off because it passes axum's limit.
pub(super) fn is_too_large(error: &axum::Error) -> bool {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return true;
        }
        cause = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header};

    use super::ContentType;

    #[test]
    fn json_is_json_in_utf8() {
        let table = [
            ("application/json", true),
            ("Application/JSON ; Charset=\"UTF-8\"", true),
            ("application/problem+json", true),
            ("application/json;charset=utf-16", false),
            ("application/jsonp", false),
            ("text/json", false),
            ("application/x-www-form-urlencoded", false),
            ("", false),
        ];
        for (text, is_json) in table {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(text))]);
            assert_eq!(ContentType::of(&headers).unwrap().is_json(), is_json, "{text}");
        }
    }
}
