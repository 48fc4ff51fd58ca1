#![no_main]

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::stream;
use libfuzzer_sys::fuzz_target;
use rutter::Form as _;
use rutter::form::{FormKind, Limits};
use rutter_fuzz::{Everything, check};

// The first byte is the size of the chunks; then comes the header up to a line break, then the body.
fuzz_target!(|input: &[u8]| {
    let Some((size, input)) = input.split_first() else { return };
    let Some(end) = input.iter().position(|byte| *byte == b'\n') else { return };
    let Ok(header) = str::from_utf8(&input[..end]) else { return };
    let Ok(FormKind::Multipart { boundary }) = FormKind::of(Some(header)) else { return };
    let chunks = input[end + 1..].chunks(usize::from(*size) + 1).map(Bytes::copy_from_slice);
    let body = stream::iter(chunks.map(Ok::<_, Infallible>).collect::<Vec<_>>());
    let limits = Limits { body: 4096, file: 256, value: 256, ..Limits::DEFAULT };
    check(futures_executor::block_on(Everything::parse_multipart(body, &boundary, &limits)));
});
