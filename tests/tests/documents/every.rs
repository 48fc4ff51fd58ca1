//! An API that has one of everything that a document must say.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use rutter::axum::{Created, Form, Json, NoContent, Params, Search, SeeOther};
use rutter::{ApiError, File, RouteParams, SearchParams, endpoint};

/// Each format that a text may have.
#[rutter::contract]
struct Formats {
    date: chrono::NaiveDate,
    time: chrono::NaiveTime,
    instant: chrono::DateTime<chrono::Utc>,
    local: chrono::NaiveDateTime,
    uuid: uuid::Uuid,
    url: url::Url,
    ip: IpAddr,
    v4: Ipv4Addr,
    v6: Ipv6Addr,
    letter: char,
    #[rutter(integer = "string")]
    wide: i128,
    #[rutter(integer = "number")]
    safe: u64,
    small: u8,
    fraction: f32,
    #[validate(email)]
    mail: String,
    #[validate(url)]
    link: String,
    #[validate(length(min = 2, max = 5))]
    short: String,
    #[validate(range(exclusive_min = 0, max = 10))]
    few: i32,
    pair: (u8, String),
    three: [bool; 3],
    nothing: (),
    anything: serde_json::Value,
    by_name: BTreeMap<Plain, Vec<Option<u32>>>,
}

#[rutter::contract]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Plain {
    One,
    Two,
}

/// The variant is the key.
#[rutter::contract]
enum External {
    Nothing,
    Text(String),
    Pair(u8, u8),
    Fields { name: String },
}

/// The tag is among the fields.
#[rutter::contract]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Internal {
    Nothing,
    Node(Node),
    /// Two fields.
    NamedFields {
        name: String,
        size: u8,
    },
}

/// The tag is beside the content.
#[rutter::contract]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Nothing,
    Text(String),
    Fields { name: String },
}

/// No tag. It does not hold itself, for which openapi-typescript has no type.
#[rutter::contract]
#[serde(untagged)]
enum Untagged {
    Number(u32),
    Fields { name: String },
    List(Vec<u8>),
}

/// Holds itself.
#[rutter::contract]
struct Node {
    name: String,
    #[serde(default)]
    #[validate(nested)]
    children: Vec<Node>,
    #[validate(nested)]
    next: Option<Box<Node>>,
}

/// All of them.
#[rutter::contract]
struct Every {
    #[validate(nested)]
    formats: Formats,
    external: External,
    internal: Internal,
    adjacent: Adjacent,
    untagged: Untagged,
    #[validate(nested)]
    node: Node,
    events: Vec<Internal>,
    maybe: Option<Internal>,
    #[serde(flatten)]
    rest: BTreeMap<String, Untagged>,
}

/// A form with rows, a choice, a map and files.
#[rutter::form]
struct Upload {
    title: String,
    tags: Vec<String>,
    rows: Vec<Row>,
    how: Internal,
    labels: BTreeMap<String, u8>,
    agreed: bool,
    #[rutter(secret)]
    pin: Option<String>,
    #[rutter(max_size = 1_000_000, accept = "image/png")]
    cover: File,
    more: Vec<File>,
}

#[rutter::contract]
struct Row {
    count: u8,
    note: Option<String>,
}

#[derive(SearchParams)]
struct Filter {
    #[rutter(comma)]
    tags: Vec<String>,
    plain: Vec<u8>,
    from: Option<chrono::NaiveDate>,
    #[rutter(default = 1)]
    page: u32,
    q: String,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/every/docs/[[...path]]")]
struct Docs {
    path: Vec<String>,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/every/items/[id]")]
struct ById {
    id: u32,
}

/// The same place, under another name.
#[derive(RouteParams)]
#[rutter(endpoint = "/every/items/[item]")]
struct ByItem {
    item: String,
}

#[derive(RouteParams)]
#[rutter(endpoint = "/every/items/[...rest]")]
struct ByRest {
    rest: Vec<String>,
}

#[derive(ApiError)]
enum Wrong {
    #[rutter(status = 409, message = "is taken")]
    Taken { by: String },
    #[rutter(status = 409, message = "is closed")]
    Closed,
}

#[endpoint(POST, "/every")]
async fn send_every(Json(every): Json<Every>) -> Result<Created<Json<Every>>, Wrong> {
    Ok(Created(Json(every)))
}

#[endpoint(POST, "/every/uploads")]
async fn upload(Form(_): Form<Upload>) -> SeeOther {
    SeeOther("/".to_owned())
}

#[endpoint(GET, "/every/found")]
async fn find(Search(_): Search<Filter>) -> Json<Vec<Internal>> {
    Json(Vec::new())
}

#[endpoint(GET, "/every/docs/[[...path]]")]
async fn read_docs(Params(docs): Params<Docs>) -> Json<Vec<String>> {
    Json(docs.path)
}

#[endpoint(GET, "/every/items/[id]")]
async fn get_item(Params(by): Params<ById>) -> Json<u32> {
    Json(by.id)
}

#[endpoint(DELETE, "/every/items/[item]")]
async fn delete_item(Params(_): Params<ByItem>) -> NoContent {
    NoContent
}

#[endpoint(GET, "/every/items/[...rest]")]
async fn get_items(Params(by): Params<ByRest>) -> Json<Vec<String>> {
    Json(by.rest)
}
