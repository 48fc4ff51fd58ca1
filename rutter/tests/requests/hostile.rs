//! Requests that no browser sends: what they cost is bounded, and each has its status.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::DefaultBodyLimit;
use axum::http::{Request, StatusCode};
use futures_util::stream;
use tower::ServiceExt as _;

use super::app;

const JSON: &str = "application/json";

async fn post(path: &str, content_type: &str, body: impl Into<Body>) -> (StatusCode, String) {
    let request = Request::post(path).header("content-type", content_type).body(body.into()).unwrap();
    let answer = app::router().oneshot(request).await.unwrap();
    let status = answer.status();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn json_that_is_no_json() {
    let deep = "[".repeat(100_000);
    let deep_and_closed = format!("{{\"parts\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let table: &[(&[u8], u16)] = &[
        (b"", 400),
        (b"\xff\xfe{\x00}\x00", 400),
        (b"{\"postTitle\": \"\xff\"}", 400),
        (b"\xef\xbb\xbf{}", 400),
        (b"{\"postTitle\": \"\\ud800\"}", 400),
        (b"NaN", 400),
        (b"{\"parts\": [{\"sortKey\": 1e400}]}", 400),
        (deep.as_bytes(), 400),
        (deep_and_closed.as_bytes(), 400),
        (b"{\"parts\": [{\"sortKey\": 256}]}", 422),
        (b"{\"parts\": [{\"sortKey\": -1}]}", 422),
        (b"{\"parts\": [{\"sortKey\": 1.0}]}", 422),
        (b"{\"parts\": [{\"sortKey\": 123456789012345678901234567890}]}", 422),
        (b"null", 422),
    ];
    for (body, status) in table {
        let (answered, text) = post("/api/posts", JSON, body.to_vec()).await;
        let shown = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
        assert_eq!(answered.as_u16(), *status, "{shown}: {text}");
        assert!(text.len() < 4_000, "{shown}: {} bytes", text.len());
    }
}

/// No more is read than the limit says, however much is sent.
#[tokio::test]
async fn a_body_without_end_is_left_early() {
    for (path, content_type) in [
        ("/api/posts", JSON),
        ("/sign-up", "application/x-www-form-urlencoded"),
        ("/sign-up", "multipart/form-data; boundary=b"),
    ] {
        let chunk = Bytes::from_static(&[b'a'; 64 * 1024]);
        let endless = stream::iter((0..16 * 1024).map(move |at| {
            assert!(at < 64, "{path} {content_type}: still reading after {} bytes", at * 64 * 1024);
            let start: &'static [u8] =
                b"--b\r\nContent-Disposition: form-data; name=\"letter\"; filename=\"l\"\r\n\r\n";
            Ok::<_, std::io::Error>(if at == 0 { Bytes::from_static(start) } else { chunk.clone() })
        }));
        let (status, text) = post(path, content_type, Body::from_stream(endless)).await;
        assert_eq!(status, 413, "{path} {content_type}: {text}");
    }
}

/// The limit is axum's own, and can be set as axum says.
#[tokio::test]
async fn the_limit_of_axum_counts() {
    let app = app::router().layer(DefaultBodyLimit::max(10));
    let request =
        Request::post("/api/posts").header("content-type", JSON).body(Body::from("[1,2,3,4,5,6]")).unwrap();
    assert_eq!(app.oneshot(request).await.unwrap().status(), 413);
}

#[tokio::test]
async fn many_mistakes_are_told_up_to_a_number() {
    let parts = vec!["{\"sortKey\":11}"; 50_000].join(",");
    let (status, text) = post("/api/posts", JSON, format!("{{\"parts\":[{parts}]}}")).await;
    assert_eq!(status, 422);
    assert!(text.len() < 400_000, "{} bytes", text.len());
}

#[tokio::test]
async fn a_body_that_breaks_off_is_no_body() {
    let broken = stream::iter([Ok(Bytes::from_static(b"{\"post")), Err(std::io::Error::other("gone"))]);
    let (status, _) = post("/api/posts", JSON, Body::from_stream(broken)).await;
    assert_eq!(status, 400);
}

/// What was sent for a secret is in no answer, whatever else is wrong.
#[tokio::test]
async fn secrets_are_in_no_answer() {
    const SECRET: &str = "hunter2hunter2";
    let bodies = [
        format!("{{\"parts\":[{{\"passWord\":[\"{SECRET}\"]}}]}}"),
        format!("{{\"parts\":[{{\"passWord\":\"{SECRET}\",\"sortKey\":\"{SECRET}\"}}]}}")
            .replace(&format!("\"sortKey\":\"{SECRET}\""), "\"sortKey\":[]"),
        format!("{{\"parts\":[{{\"passWord\":\"{SECRET}\",\"passWord\":\"{SECRET}\",\"sortKey\":1}}]}}"),
        format!("{{\"parts\":[{{\"passWord\":\"{SECRET}\"x}}]}}"),
    ];
    for body in bodies {
        let (status, text) = post("/api/posts", JSON, body.clone()).await;
        assert!(status.is_client_error() && !text.contains(SECRET), "{body}: {status} {text}");
    }
    for body in [
        format!("userName=A&passWord={SECRET}&age=x"),
        format!("userName=A&passWord={SECRET}&passWord={SECRET}"),
        format!("userName=A&passWord[a]={SECRET}"),
        format!("userName=A&passWord={SECRET}%FF"),
    ] {
        let (status, text) = post("/sign-up", "application/x-www-form-urlencoded", body.clone()).await;
        assert!(status.is_client_error() && !text.contains(SECRET), "{body}: {status} {text}");
    }
}

#[tokio::test]
async fn queries_and_paths() {
    let long = "a".repeat(60_000);
    let many = "tag=a&".repeat(10_000);
    let table = [
        (format!("/api/posts?{many}"), 200),
        (format!("/api/posts?tag={long}"), 200),
        (format!("/api/posts?order={long}"), 400),
        (format!("/api/posts?{}", "page=1&".repeat(9_000)), 400),
        ("/api/posts?=&&==&%3D".to_owned(), 200),
        ("/api/posts?page=%".to_owned(), 400),
        (format!("/files/1/{}", "a/".repeat(30_000) + "b"), 200),
        (format!("/api/posts/{long}"), 404),
        ("/api/posts/%".to_owned(), 400),
        ("/files/1/%00/..%2f".to_owned(), 200),
        ("//api/posts/7".to_owned(), 404),
    ];
    for (uri, status) in table {
        let request = Request::get(&uri).body(Body::empty()).unwrap();
        let answer = app::router().oneshot(request).await.unwrap();
        let shown = &uri[..uri.len().min(60)];
        assert_eq!(answer.status().as_u16(), status, "{shown}");
        if status >= 400 && answer.headers().contains_key("content-type") {
            let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            assert!(body.len() < 2_000, "{shown}: {} bytes", body.len());
        }
    }
}
