//! Multipart forms and their files, read from a stream.

use std::io;

use bytes::Bytes;
use futures_util::stream;
use rutter::form::{FormRejection, Limits};
use rutter::{File, Form};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Form)]
struct Upload {
    title: String,
    #[rutter(secret)]
    token: Option<String>,
    #[rutter(max_size = 10, accept = ".txt, image/*")]
    file: File,
    cover: Option<File>,
    #[serde(default)]
    #[rutter(max_size = 10)]
    others: Vec<File>,
    agree: bool,
}

const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

/// A part as browsers write it.
fn part(name: &str, file: Option<(&str, &str)>, content: &str) -> String {
    let file = file
        .map_or_else(String::new, |(name, kind)| format!("; filename=\"{name}\"\r\nContent-Type: {kind}"));
    format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n")
}

fn body(parts: &[String]) -> Vec<u8> {
    format!("{}--{BOUNDARY}--\r\n", parts.concat()).into_bytes()
}

fn good() -> [String; 3] {
    [
        part("title", None, "a"),
        part("file", Some(("a.txt", "text/plain")), "hello"),
        part("agree", None, "on"),
    ]
}

async fn parse_with(body: &[u8], chunk: usize, limits: &Limits) -> Result<Upload, FormRejection> {
    let chunks: Vec<io::Result<Bytes>> =
        body.chunks(chunk).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
    Upload::parse_multipart(stream::iter(chunks), BOUNDARY, limits).await
}

async fn parse(parts: &[String]) -> Result<Upload, FormRejection> {
    parse_with(&body(parts), 7, &Limits::DEFAULT).await
}

async fn refused(parts: &[String]) -> String {
    let rejection = parse(parts).await.unwrap_err();
    format!("{} {rejection}", rejection.status())
}

fn file(name: &str, content_type: &str, content: &'static str) -> File {
    File {
        name: name.to_owned(),
        content_type: content_type.to_owned(),
        bytes: Bytes::from_static(content.as_bytes()),
    }
}

#[tokio::test]
async fn files_and_texts_arrive_in_chunks_of_any_size() {
    let body = body(&[
        part("title", None, "a\r\n--b"),
        part("file", Some(("a.txt", "text/plain; charset=x")), "hi\r\n-\r\n"),
        part("others", Some(("1", "Image/PNG")), ""),
        part("others", Some(("2", "image/png")), "--"),
    ]);
    let expected = Upload {
        title: "a\r\n--b".to_owned(),
        token: None,
        file: file("a.txt", "text/plain", "hi\r\n-\r\n"),
        cover: None,
        others: vec![file("1", "image/png", ""), file("2", "image/png", "--")],
        agree: false,
    };
    for chunk in 1..body.len() {
        assert_eq!(parse_with(&body, chunk, &Limits::DEFAULT).await.as_ref(), Ok(&expected), "{chunk}");
    }
}

#[tokio::test]
async fn an_empty_file_input_is_no_file() {
    let none = |name| part(name, Some(("", "application/octet-stream")), "");
    let [title, file, _] = good();
    let upload = parse(&[title.clone(), file, none("cover"), none("others")]).await.unwrap();
    assert_eq!((upload.cover, upload.others), (None, Vec::new()));
    assert_eq!(refused(&[title, none("file")]).await, "422 file: is required");
}

#[tokio::test]
async fn rules_of_files_are_errors_of_their_fields() {
    let [title, _, _] = good();
    let answers = [
        (part("file", Some(("a.txt", "text/plain")), "12345678901"), "422 file: is larger than 10 bytes"),
        (
            part("file", Some(("a.exe", "text/plain")), "1"),
            "422 file: must be a file of one of the kinds .txt, image/*",
        ),
        (part("file", None, "1"), "422 file: is a file, and a text was sent"),
    ];
    for (part, answer) in answers {
        assert_eq!(refused(&[title.clone(), part]).await, answer);
    }
    let [_, file, _] = good();
    let text = part("title", Some(("a.txt", "text/plain")), "1");
    assert_eq!(refused(&[text, file.clone()]).await, "422 title: is a text, and a file was sent");
    assert_eq!(
        refused(&[title.clone(), file.clone(), file.clone()]).await,
        "422 file: takes one file, and several were sent"
    );
    let large = part("others[1]", Some(("b", "text/plain")), "12345678901");
    let answer = "422 others[1]: is larger than 10 bytes";
    assert_eq!(refused(&[title, file, large, part("others[0]", Some(("c", "x/y")), "1")]).await, answer);
}

#[tokio::test]
async fn limits_are_kept_while_the_body_arrives() {
    let parts = |content: &str| {
        let [title, file, _] = good();
        body(&[title, file, part("cover", Some(("c", "image/png")), content), part("token", None, content)])
    };
    let long = "x".repeat(1000);
    let limits = [
        (Limits { body: 500, ..Limits::DEFAULT }, "413 the form is larger than 500 bytes"),
        (Limits { file: 999, ..Limits::DEFAULT }, "413 cover: is larger than 999 bytes"),
        (Limits { value: 999, ..Limits::DEFAULT }, "413 token: is longer than 999 bytes"),
        (Limits { text: 999, ..Limits::DEFAULT }, "413 the texts of the form are longer than 999 bytes"),
        (Limits { pairs: 3, ..Limits::DEFAULT }, "413 the form has more than 3 values"),
    ];
    for (limits, answer) in limits {
        let rejection = parse_with(&parts(&long), 64, &limits).await.unwrap_err();
        assert_eq!(format!("{} {rejection}", rejection.status()), answer);
        // What is within the limits is taken.
        let taken = parse_with(&parts("x"), 64, &Limits { body: 1000, pairs: 4, ..limits }).await;
        assert!(taken.is_ok() || limits.pairs == 3, "{limits:?}: {taken:?}");
    }
}

/// They are looked through again with every chunk that arrives, so there may not be many of them.
#[tokio::test]
async fn what_stands_between_the_parts_is_short() {
    let long = "x".repeat(200 << 10);
    let before = format!("{long}{}", String::from_utf8(body(&good())).unwrap());
    let header =
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"title\"\r\nX: {long}\r\n\r\nx\r\n");
    for body in [before.into_bytes(), body(&[header])] {
        let rejection = parse_with(&body, 1024, &Limits::DEFAULT).await.unwrap_err();
        assert_eq!(rejection.status(), 413, "{rejection}");
    }
}

#[tokio::test]
async fn broken_bodies_are_malformed() {
    let whole = body(&good());
    for end in 0..whole.len() - 4 {
        let rejection = parse_with(&whole[..end], 16, &Limits::DEFAULT).await.unwrap_err();
        assert_eq!(rejection.status(), 400, "{end}: {rejection}");
    }
    // Cut off inside the file.
    let at = whole.windows(5).position(|window| window == b"hello").unwrap();
    let rejection = parse_with(&whole[..at + 3], 16, &Limits::DEFAULT).await.unwrap_err();
    assert_eq!(rejection.to_string(), "file: is cut off: the body ends inside it");
    let unnamed = format!("--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n");
    assert_eq!(refused(&[unnamed]).await, "400 a part of the form has no name");
    let broken =
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"title\"\r\nbroken\r\n\r\nx\r\n");
    assert_eq!(refused(&[broken]).await, "400 the parts of the form cannot be read: failed to read headers");
}

#[tokio::test]
async fn characters_must_be_utf8() {
    let mut latin = body(&good());
    let at = latin.windows(5).position(|window| window == b"\r\na\r\n").unwrap();
    latin[at + 2] = 0xE9;
    let rejection = parse_with(&latin, 16, &Limits::DEFAULT).await.unwrap_err();
    assert_eq!(format!("{} {rejection}", rejection.status()), "400 title: is not UTF-8; send forms as UTF-8");
    let charset =
        part("title", None, "a").replace("\r\n\r\n", "\r\nContent-Type: text/plain; charset=latin1\r\n\r\n");
    assert_eq!(refused(&[charset]).await, "415 title: is not sent as UTF-8; send forms as UTF-8");
}

#[tokio::test]
async fn a_body_that_fails_to_arrive_is_malformed() {
    let chunks = [Ok(Bytes::from(good().concat())), Err(io::Error::other("gone"))];
    let rejection =
        Upload::parse_multipart(stream::iter(chunks), BOUNDARY, &Limits::DEFAULT).await.unwrap_err();
    assert_eq!(format!("{} {rejection}", rejection.status()), "400 the form did not arrive as a whole");
}

#[tokio::test]
async fn neither_files_nor_secrets_are_shown_again() {
    let parts = [
        part("token", None, "hunter2"),
        part("title", Some(("hunter2", "x/y")), "hunter2"),
        part("file", Some(("hunter2.txt", "x/y")), "hunter2-hunter2"),
        part("cover", None, "hunter2"),
        part("agree", None, "yes"),
    ];
    let Err(FormRejection::Invalid(errors)) = parse(&parts).await else { panic!("it was taken") };
    assert!(!format!("{errors:?}").contains("hunter2"), "{errors:?}");
    assert_eq!(errors.values, [("agree".to_owned(), vec!["yes".to_owned()])].into());
}

#[test]
fn a_form_with_a_file_goes_there_and_back() {
    let upload = Upload {
        title: "t".to_owned(),
        token: None,
        file: file("a.txt", "text/plain", "hello"),
        cover: Some(file("b.png", "image/png", "")),
        others: vec![file("c", "x/y", "1"), file("d", "x/y", "2")],
        agree: true,
    };
    let pairs = upload.to_pairs().unwrap();
    assert_eq!(pairs.to_urlencoded(), None);
    assert_eq!(Upload::parse_pairs(pairs, &Limits::DEFAULT).unwrap(), upload);
}
