//! Multipart bodies, read as they arrive.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_util::Stream;
use multer::{Constraints, Field, Multipart, SizeLimit};

use super::content_type::ContentType;
use super::file::File;
use super::limits::Limits;
use super::pairs::Pairs;
use super::rejection::{FormRejection, of_field, of_form, shown};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

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
    E: Into<BoxError>,
{
    let constraints =
        Constraints::new().size_limit(SizeLimit::new().whole_stream(limits.body as u64).per_field(u64::MAX));
    let progress = Arc::new(Progress::default());
    let body = Starved { stream: Box::pin(body), progress: Arc::clone(&progress) };
    let mut parts =
        Parts { parts: Multipart::with_constraints(body, boundary, constraints), progress, limits };
    let mut pairs = Pairs::multipart();
    let mut texts = 0;
    while let Some(part) = parts.next().await? {
        pairs.check_room(limits)?;
        let Some(name) = part.name().map(str::to_owned) else {
            return Err(FormRejection::Malformed(of_form("a part of the form has no name")));
        };
        texts += name.len();
        check_texts(texts, limits)?;
        let kind = part.headers().get("content-type").and_then(|kind| kind.to_str().ok());
        let kind = ContentType::of(kind.unwrap_or_default());
        match part.file_name().map(str::to_owned) {
            Some(file_name) => {
                let bytes = read_file(&parts, part, &name, max_size(&name)).await?;
                pairs.push_file(name, File { name: file_name, content_type: kind.essence, bytes }, limits)?;
            }
            None if kind.is_utf8() => {
                let text = read_text(&parts, part, &name, &mut texts).await?;
                pairs.push_text(name, text, limits)?;
            }
            None => {
                let message = "is not sent as UTF-8; send forms as UTF-8";
                return Err(FormRejection::UnsupportedMediaType(of_field(&name, message)));
            }
        }
    }
    Ok(pairs)
}

/// Reads a file. Of one that is larger than its field states, one byte more is kept than it may have, by which it is known;
/// what follows is read and dropped, so that the other fields are still heard.
async fn read_file<'a>(
    parts: &Parts<'a>,
    mut part: Field<'a>,
    name: &str,
    stated: Option<u64>,
) -> Result<Bytes, FormRejection> {
    let limits = parts.limits;
    let most = stated.map_or(limits.file, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let kept = most.saturating_add(1);
    let mut bytes = BytesMut::new();
    while let Some(chunk) = parts.chunk(&mut part).await? {
        let room = kept - bytes.len();
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if stated.is_none() && bytes.len() > limits.file {
            let message = format!("is larger than {} bytes", limits.file);
            return Err(FormRejection::TooLarge(of_field(name, message)));
        }
    }
    Ok(bytes.freeze())
}

/// Reads a text. `texts` counts the bytes of all of them.
async fn read_text<'a>(
    parts: &Parts<'a>,
    mut part: Field<'a>,
    name: &str,
    texts: &mut usize,
) -> Result<String, FormRejection> {
    let limits = parts.limits;
    let mut bytes = Vec::new();
    while let Some(chunk) = parts.chunk(&mut part).await? {
        *texts += chunk.len();
        check_texts(*texts, limits)?;
        bytes.extend_from_slice(&chunk);
        if bytes.len() > limits.value {
            let message = format!("is longer than {} bytes", limits.value);
            return Err(FormRejection::TooLarge(of_field(name, message)));
        }
    }
    let not_utf8 = |_| FormRejection::Malformed(of_field(name, "is not UTF-8; send forms as UTF-8"));
    String::from_utf8(bytes).map_err(not_utf8)
}

fn check_texts(texts: usize, limits: &Limits) -> Result<(), FormRejection> {
    if texts <= limits.text {
        return Ok(());
    }
    let message = format!("the texts of the form are longer than {} bytes", limits.text);
    Err(FormRejection::TooLarge(of_form(message)))
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
        StreamReadFailed(cause) if is_too_large(cause.as_ref()) => {
            FormRejection::TooLarge(of_form("the form is larger than the server takes"))
        }
        StreamReadFailed(_) => FormRejection::Malformed(of_form("the form did not arrive as a whole")),
        other => FormRejection::Malformed(of_form(format!(
            "the parts of the form cannot be read: {}",
            shown(&other.to_string())
        ))),
    }
}

/// Whether a body failed because of a limit of the server, which arrives as a failure to read.
fn is_too_large(error: &(dyn std::error::Error + 'static)) -> bool {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes
        .into_iter()
        .any(|error| error.to_string().contains("length limit exceeded") || error.is::<LongHeaders>())
}

/// The most bytes that may arrive before a part begins or goes on: headers, and what stands before the first boundary. `multer`
/// looks through all of them again whenever more arrive.
const MOST_BETWEEN: usize = 64 << 10;

/// More than [`MOST_BETWEEN`].
#[derive(Debug)]
struct LongHeaders;

impl fmt::Display for LongHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the headers of a part are too long")
    }
}

impl std::error::Error for LongHeaders {}

/// How far the reading of the parts is.
#[derive(Default)]
struct Progress {
    /// Whether what has arrived is not enough to go on.
    starves: AtomicBool,
    /// Bytes that arrived since the last step.
    since: AtomicUsize,
}

impl Progress {
    fn step(&self) {
        self.starves.store(false, Ordering::Relaxed);
        self.since.store(0, Ordering::Relaxed);
    }
}

/// A stream that gives a chunk only where the chunks before it are not enough. `multer` reads a stream until it waits, and would
/// hold the whole body before a limit of one field is asked.
struct Starved<S> {
    stream: Pin<Box<S>>,
    progress: Arc<Progress>,
}

impl<S, E> Stream for Starved<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let progress = Arc::clone(&self.progress);
        if !progress.starves.swap(true, Ordering::Relaxed) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if progress.since.load(Ordering::Relaxed) > MOST_BETWEEN {
            return Poll::Ready(Some(Err(Box::new(LongHeaders))));
        }
        let next = self.stream.as_mut().poll_next(context);
        match &next {
            Poll::Ready(Some(Ok(chunk))) => {
                progress.since.fetch_add(chunk.len(), Ordering::Relaxed);
                progress.starves.store(false, Ordering::Relaxed);
            }
            Poll::Ready(_) | Poll::Pending => {}
        }
        next.map_err(Into::into)
    }
}

/// The parts of a body, one after another.
struct Parts<'a> {
    parts: Multipart<'a>,
    progress: Arc<Progress>,
    limits: &'a Limits,
}

impl<'a> Parts<'a> {
    async fn next(&mut self) -> Result<Option<Field<'a>>, FormRejection> {
        let next = self.parts.next_field().await;
        self.progress.step();
        next.map_err(|error| refuse(&error, self.limits))
    }

    /// The next piece of a part.
    async fn chunk(&self, part: &mut Field<'a>) -> Result<Option<Bytes>, FormRejection> {
        let next = part.chunk().await;
        self.progress.step();
        next.map_err(|error| refuse(&error, self.limits))
    }
}
