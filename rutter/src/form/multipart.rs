//! Multipart bodies, read as they arrive.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_util::Stream;
use multer::{Constraints, Multipart, SizeLimit};

use super::content_type::ContentType;
use super::file::File;
use super::limits::Limits;
use super::pairs::Pairs;
use super::rejection::{FormRejection, of_field, of_form, shown};

/// Reads a body of the kind `multipart/form-data`. Never more of it is kept than the limits say, nor more of a file than its
/// field takes; `max_size` gives that by the name of the field.
///
/// # Errors
/// The limit that is passed, or what is wrong with the body. Either way the rest of it is not read.
pub async fn read_multipart<S, E>(
    body: S,
    boundary: &str,
    limits: &Limits,
    max_size: impl Fn(&str) -> Option<u64>,
) -> Result<Pairs<'static>, FormRejection>
where
    S: Stream<Item = Result<Bytes, E>> + Send,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let constraints =
        Constraints::new().size_limit(SizeLimit::new().whole_stream(limits.body as u64).per_field(u64::MAX));
    let mut parts = Multipart::with_constraints(OneByOne::of(Box::pin(body)), boundary, constraints);
    let mut pairs = Pairs::multipart();
    let mut texts = 0;
    while let Some(mut part) = parts.next_field().await.map_err(|error| refuse(&error, limits))? {
        pairs.check_room(limits)?;
        let Some(name) = part.name().map(str::to_owned) else {
            return Err(FormRejection::Malformed(of_form("a part of the form has no name")));
        };
        texts += name.len();
        if texts > limits.text {
            return Err(too_much_text(limits));
        }
        let kind =
            part.headers().get("content-type").map(|value| value.to_str().unwrap_or_default().to_owned());
        let kind = ContentType::of(kind.as_deref().unwrap_or_default());
        if let Some(file_name) = part.file_name().map(str::to_owned) {
            let stated = max_size(&name);
            // One byte more than a file may have, by which it is known to be too large; what follows is not kept.
            let kept = stated.map_or(limits.file, |most| usize::try_from(most).unwrap_or(usize::MAX));
            let kept = kept.saturating_add(1);
            let mut bytes = BytesMut::new();
            while let Some(chunk) = part.chunk().await.map_err(|error| refuse(&error, limits))? {
                let room = kept - bytes.len();
                bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
                if stated.is_none() && bytes.len() > limits.file {
                    let message = format!("is larger than {} bytes", limits.file);
                    return Err(FormRejection::TooLarge(of_field(&name, message)));
                }
            }
            let file = File { name: file_name, content_type: kind.essence, bytes: bytes.freeze() };
            pairs.push_file(name, file, limits)?;
            continue;
        }
        if !kind.is_utf8() {
            let message = "is not sent as UTF-8; send forms as UTF-8";
            return Err(FormRejection::UnsupportedMediaType(of_field(&name, message)));
        }
        let mut bytes = BytesMut::new();
        while let Some(chunk) = part.chunk().await.map_err(|error| refuse(&error, limits))? {
            texts += chunk.len();
            if texts > limits.text {
                return Err(too_much_text(limits));
            }
            bytes.extend_from_slice(&chunk);
            if bytes.len() > limits.value {
                let message = format!("is longer than {} bytes", limits.value);
                return Err(FormRejection::TooLarge(of_field(&name, message)));
            }
        }
        match String::from_utf8(bytes.into()) {
            Ok(text) => pairs.push_text(name, text, limits)?,
            Err(_) => {
                let message = "is not UTF-8; send forms as UTF-8";
                return Err(FormRejection::Malformed(of_field(&name, message)));
            }
        }
    }
    Ok(pairs)
}

fn too_much_text(limits: &Limits) -> FormRejection {
    FormRejection::TooLarge(of_form(format!("the texts of the form are longer than {} bytes", limits.text)))
}

fn refuse(error: &multer::Error, limits: &Limits) -> FormRejection {
    use multer::Error::{IncompleteFieldData, StreamReadFailed, StreamSizeExceeded};
    match error {
        StreamSizeExceeded { .. } => {
            FormRejection::TooLarge(of_form(format!("the form is larger than {} bytes", limits.body)))
        }
        IncompleteFieldData { field_name: Some(name) } => {
            FormRejection::Malformed(of_field(name, "is cut off: the body ends inside it"))
        }
        StreamReadFailed(cause) => {
            // Servers have limits of their own, which arrive as a failure to read.
            let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(cause.as_ref());
            while let Some(error) = cause {
                if error.to_string().contains("length limit exceeded") {
                    return FormRejection::TooLarge(of_form("the form is larger than the server takes"));
                }
                cause = error.source();
            }
            FormRejection::Malformed(of_form("the form did not arrive as a whole"))
        }
        other => FormRejection::Malformed(of_form(format!(
            "the form is no multipart form: {}",
            shown(&other.to_string())
        ))),
    }
}

/// A stream that waits once after every chunk. `multer` reads a stream until it waits, and would hold the whole body before
/// a limit of one field is asked.
struct OneByOne<S> {
    stream: Pin<Box<S>>,
    waits: bool,
}

impl<S> OneByOne<S> {
    fn of(stream: Pin<Box<S>>) -> Self {
        Self { stream, waits: false }
    }
}

impl<S: Stream> Stream for OneByOne<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        if std::mem::take(&mut self.waits) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = self.stream.as_mut().poll_next(context);
        self.waits = matches!(next, Poll::Ready(Some(_)));
        next
    }
}
