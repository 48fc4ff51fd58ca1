//! The harbour at work, over a socket.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use harbour::{Harbour, app};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// Sends requests to a server of its own, one after the other, and gives the status and the body of each answer.
fn answers(requests: &'static [&'static str]) -> Vec<(u16, Value)> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_io().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0))).unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(async { axum::serve(listener, app(Harbour::default())).await });
    let answer = |request: &&str| {
        let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
        let head = head.trim().replace('\n', "\r\n");
        let length = body.len();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "{head}\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        (status, serde_json::from_str(body).unwrap_or_default())
    };
    requests.iter().map(answer).collect()
}

#[test]
fn a_berth_is_found_booked_and_given_back() {
    let answers = answers(&[
        "GET /api/berths?minLength=20&quay=north HTTP/1.1",
        "POST /api/berths/n1/booking HTTP/1.1\ncontent-type: application/json\n\n\
         {\"ship\": \"Ida\", \"shipLength\": 35.5, \"contactEmail\": \"ida@example.com\", \"arrives\": \"2026-12-01\", \"nights\": 3}",
        "POST /api/berths/n1/booking HTTP/1.1\ncontent-type: application/json\n\n\
         {\"ship\": \"Udo\", \"shipLength\": 30, \"contactEmail\": \"udo@example.com\", \"arrives\": \"2026-12-02\", \"nights\": 1}",
        "DELETE /api/berths/n1/booking HTTP/1.1",
        "GET /api/berths/n9 HTTP/1.1",
        "GET /api/charts/baltic/kiel%2Fbay/1 HTTP/1.1",
    ]);
    let n1 = |free: bool| json!({ "name": "n1", "quay": "north", "length": 40.0, "free": free });
    assert_eq!(answers[0], (200, json!({ "items": [n1(true)], "total": 1 })));
    let booked =
        json!({ "berth": n1(false), "ship": "Ida", "arrives": "2026-12-01", "leaves": "2026-12-04" });
    assert_eq!(answers[1], (201, booked));
    assert_eq!(
        (answers[2].0, &answers[2].1["code"], &answers[2].1["ship"]),
        (409, &json!("taken"), &json!("Ida"))
    );
    assert_eq!(answers[3], (204, Value::Null));
    assert_eq!((answers[4].0, &answers[4].1["code"]), (404, &json!("unknown-berth")));
    assert_eq!(answers[5], (200, json!({ "path": ["baltic", "kiel/bay", "1"] })));
}

#[test]
fn every_mistake_is_told_at_once_and_no_secret() {
    let answers = answers(&[
        "GET /api/berths?minLength=long&quay=south HTTP/1.1",
        "POST /api/berths/n1/booking HTTP/1.1\ncontent-type: application/json\n\n\
         {\"ship\": \"I\", \"shipLength\": 0, \"contactEmail\": \"ida\", \"arrives\": \"2026-02-30\"}",
        "POST /api/ships HTTP/1.1\ncontent-type: application/x-www-form-urlencoded\n\n\
         name=I&length=12&owner.email=ida&owner.pin=123&insured=on",
    ]);
    let fields =
        |at: usize| answers[at].1["fieldErrors"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!((answers[0].0, fields(0)), (400, vec!["minLength".to_owned(), "quay[0]".to_owned()]));
    assert_eq!(answers[1].0, 422);
    assert_eq!(fields(1), ["arrives", "contactEmail", "nights", "ship", "shipLength"]);
    assert_eq!(answers[2].0, 422);
    assert_eq!(fields(2), ["name", "owner.email", "owner.pin"]);
    let values = answers[2].1["values"].as_object().unwrap();
    assert_eq!(values.keys().collect::<Vec<_>>(), ["insured", "length", "name", "owner.email"]);
}
