//! Whatever a body is, it is answered quickly and in bounded memory.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::stream::{self, StreamExt as _};
use rutter::form::{FormRejection, Limits};
use rutter::{Contract, File, Form};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize, JsonSchema, Form)]
struct Sent {
    k: Option<u32>,
    tree: Option<Tree>,
    boxed: Option<Box<Sent>>,
    map: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    list: Vec<Vec<Vec<u8>>>,
    loose: Option<Loose>,
    file: Option<File>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Contract)]
struct Tree {
    nodes: Vec<Tree>,
}

/// Every variant holds the enum again, so that a naive reader tries 3^depth readings.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(untagged)]
enum Loose {
    A { a: Box<Loose>, x: u8 },
    B { a: Box<Loose>, y: u8 },
    C { a: Option<Box<Loose>>, z: u8 },
}

/// Longer than anything here takes, on a slow machine and without optimisation.
const LONG: Duration = Duration::from_secs(20);

fn status(body: &[u8], limits: &Limits) -> u16 {
    let start = Instant::now();
    let answer = Sent::parse_urlencoded(body, limits);
    assert!(start.elapsed() < LONG, "{:?}", start.elapsed());
    answer.err().map_or(200, |rejection| rejection.status())
}

fn refusal(body: &str) -> String {
    let rejection = Sent::parse_urlencoded(body.as_bytes(), &Limits::DEFAULT).unwrap_err();
    format!("{} {rejection}", rejection.status())
}

#[test]
fn a_million_names_are_refused_and_where_they_are_allowed_take_linear_time() {
    let body: String = (0..1_000_000).fold(String::new(), |mut body, name| {
        let _ = write!(body, "n{name}=&");
        body
    });
    assert_eq!(status(body.as_bytes(), &Limits::DEFAULT), 413);
    let all = Limits {
        body: usize::MAX,
        text: usize::MAX,
        pairs: usize::MAX,
        index: usize::MAX,
        ..Limits::DEFAULT
    };
    assert_eq!(status(body.as_bytes(), &all), 200);
    let body: String = (0..100_000).fold(String::new(), |mut body, name| {
        let _ = write!(body, "map.x.n{name}=&list[{name}]=&");
        body
    });
    assert_eq!(status(body.as_bytes(), &all), 200);
}

#[test]
fn names_of_ten_thousand_steps_are_refused() {
    for step in [".boxed", "[tree]", "[0]", "[]", "[nodes][0]", ".loose.a"] {
        let name = format!("map{}=1", step.repeat(10_000));
        assert_eq!(status(name.as_bytes(), &Limits::DEFAULT), 400, "{step}");
    }
    let deep = Limits { depth: usize::MAX, ..Limits::DEFAULT };
    for (name, step) in
        [("boxed", ".boxed"), ("tree", ".nodes[0]"), ("loose", ".a"), ("map", ".x"), ("list", "[0]")]
    {
        let body = format!("{name}{}.k=1", step.repeat(10_000));
        assert_ne!(status(body.as_bytes(), &deep), 200, "{name}");
    }
}

#[test]
fn enums_that_hold_themselves_are_not_tried_without_end() {
    let limits = Limits { depth: 200, ..Limits::DEFAULT };
    for depth in [5, 14, 30] {
        let body = format!("loose{}.z=x", ".a".repeat(depth));
        assert_eq!(status(body.as_bytes(), &limits), 422, "{depth}");
    }
}

#[test]
fn names_in_errors_are_cut() {
    let name = "é".repeat(100_000);
    let body = format!("{name}=%FF");
    let refused = refusal(&body);
    assert!(refused.starts_with("400 ééé") && refused.len() < 1000, "{} bytes", refused.len());
}

#[test]
fn numbers_past_every_type_are_errors_of_their_field() {
    for number in ["4294967296", &"9".repeat(100_000), "-1", "NaN", "1e9", "٣"] {
        let refused = refusal(&format!("k={number}"));
        assert_eq!(refused, "422 k: must be a whole number from 0 to 4294967295");
    }
}

#[test]
fn any_byte_anywhere_is_answered() {
    for byte in 0..=u8::MAX {
        for body in
            [vec![byte], vec![b'k', byte], vec![b'k', b'=', byte], vec![b'k', b'[', byte, b']', b'=', byte]]
        {
            let status = status(&body, &Limits::DEFAULT);
            assert!([200, 400, 422].contains(&status), "{body:?}: {status}");
        }
    }
}

/// A body of a gigabyte, of which `pulled` counts the bytes that were asked for.
async fn stream_gigabyte(head: &'static str, pulled: &AtomicUsize, limits: &Limits) -> FormRejection {
    const CHUNK: usize = 64 << 10;
    let chunk = Bytes::from(vec![b'x'; CHUNK]);
    let head = stream::iter([Bytes::from_static(head.as_bytes())]);
    let body = head.chain(stream::repeat(chunk).take((1 << 30) / CHUNK)).map(|chunk| {
        pulled.fetch_add(chunk.len(), Ordering::Relaxed);
        Ok::<_, Infallible>(chunk)
    });
    Sent::parse_multipart(body, "b", limits).await.unwrap_err()
}

#[tokio::test]
async fn a_gigabyte_is_refused_when_its_limit_is_passed() {
    let file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
    let text = "--b\r\nContent-Disposition: form-data; name=\"map.a.b\"\r\n\r\n";
    let header = "--b\r\nContent-Disposition: form-data; name=\"";
    let limits = Limits::DEFAULT;
    let cases = [(file, limits.file), (text, limits.value), (header, 64 << 10), ("", 64 << 10)];
    for (head, limit) in cases {
        let pulled = AtomicUsize::new(0);
        let rejection = stream_gigabyte(head, &pulled, &limits).await;
        assert_eq!(rejection.status(), 413, "{rejection}");
        let pulled = pulled.into_inner();
        // At most two chunks past the limit.
        assert!(pulled <= limit + (160 << 10), "{pulled} bytes for a limit of {limit}");
    }
}
