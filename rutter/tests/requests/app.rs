//! An app with one of everything.

use std::collections::BTreeMap;

use axum::Router;
use rutter::axum::{
    Accepted, Created, Form, Json, NoContent, Params, Rejection, Search, SeeOther, method_not_allowed,
    not_found, router,
};
use rutter::{Contract, RouteParams, SearchParams, endpoint};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

/// Every endpoint below, and some of them once more below `/nested`.
pub(crate) fn router() -> Router {
    let app: Router = router![
        get_post,
        put_post,
        remove_post,
        list_posts,
        create_post,
        get_file,
        head_file,
        list_tree,
        get_place,
        get_place_json,
        get_feed,
        put_stay,
        put_guests,
        put_bill,
        sign_up,
        redirect,
        forgiving,
        root,
    ];
    let by_hand = Router::new().route("/posts/{id}", axum::routing::get(get_post));
    app.merge(Router::new().nest("/nested", router![get_file]))
        .nest("/api/v1", by_hand)
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
}

#[derive(Debug, RouteParams)]
#[rutter(endpoint = "/api/posts/[id]")]
pub(crate) struct PostPath {
    id: u32,
}

#[derive(Debug, RouteParams)]
#[rutter(endpoint = "/files/[owner]/[...path]")]
pub(crate) struct FilePath {
    owner: u32,
    path: Vec<String>,
}

#[derive(Debug, RouteParams)]
#[rutter(endpoint = "/tree/[[...path]]")]
pub(crate) struct TreePath {
    path: Option<Vec<String>>,
}

#[derive(Debug, RouteParams)]
#[rutter(endpoint = "/[lang]/[place]")]
pub(crate) struct PlacePath {
    lang: String,
    place: String,
}

#[derive(Debug, RouteParams)]
#[rutter(endpoint = "/[lang]/[place].json")]
pub(crate) struct PlaceJsonPath {
    lang: String,
    place: u32,
}

#[derive(Debug, RouteParams)]
#[rutter(endpoint = "/feeds/[day]/[name].xml")]
pub(crate) struct FeedPath {
    day: u8,
    name: String,
}

#[derive(Debug, SearchParams)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PostSearch {
    #[rutter(default = 1)]
    page: u32,
    tag: Vec<String>,
    min_score: Option<f64>,
    order: Option<Order>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Order {
    NewestFirst,
    BestFirst,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate, Contract)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewPost {
    #[validate(length(min = 1, max = 10), custom(function = "not_reserved"))]
    post_title: String,
    #[validate(email, custom(function = "not_ours"))]
    contact_email: String,
    #[validate(nested)]
    parts: Vec<Part>,
    #[serde(default)]
    draft: bool,
}

fn not_reserved(title: &str) -> Result<(), ValidationError> {
    if title.starts_with("admin") { Err(ValidationError::new("reserved_title")) } else { Ok(()) }
}

/// The code of its error is that of the rule beside it.
fn not_ours(address: &str) -> Result<(), ValidationError> {
    if address.ends_with("@harbour.example") { Err(ValidationError::new("email")) } else { Ok(()) }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate, Contract)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Part {
    #[validate(range(max = 10))]
    sort_key: u8,
    #[serde(default)]
    #[rutter(secret)]
    #[validate(length(min = 4))]
    pass_word: Option<String>,
}

/// A stay whose rules `validator` does not derive; the contract has one of them.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Stay {
    #[validate(range(max = 366))]
    from: u16,
    until: u16,
    #[validate(nested)]
    guests: Guests,
}

impl Validate for Stay {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let mut errors = ValidationErrors::new();
        if self.until < self.from {
            errors.add("until", ValidationError::new("order").with_message("must not be before from".into()));
        }
        if self.from == 0 {
            errors.add("from", ValidationError::new("range"));
        }
        errors.merge_self("guests", self.guests.validate());
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Guests {
    adults: u8,
    children: u8,
}

impl Validate for Guests {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let mut errors = ValidationErrors::new();
        if self.adults + self.children == 0 {
            errors.add("adults", ValidationError::new("nobody"));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Bill {
    payment: Payment,
    nights: BTreeMap<u32, u8>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Payment {
    Cash,
    Card { number: String },
    Shares(u8, u8),
}

#[derive(Debug, Serialize, JsonSchema, Contract)]
pub(crate) struct Said {
    said: String,
}

fn said(what: impl std::fmt::Debug) -> Json<Said> {
    Json(Said { said: format!("{what:?}") })
}

#[endpoint(GET, "/api/posts/[id]")]
pub(crate) async fn get_post(Params(path): Params<PostPath>) -> Json<Said> {
    said(path)
}

#[endpoint(PUT, "/api/posts/[id]")]
pub(crate) async fn put_post(
    Params(path): Params<PostPath>,
    Json(post): Json<NewPost>,
) -> Accepted<Json<Said>> {
    Accepted(said((path, post)))
}

#[endpoint(DELETE, "/api/posts/[id]")]
pub(crate) async fn remove_post(_: Params<PostPath>) -> NoContent {
    NoContent
}

#[endpoint(GET, "/api/posts")]
pub(crate) async fn list_posts(Search(search): Search<PostSearch>) -> Json<Said> {
    said(search)
}

#[endpoint(POST, "/api/posts")]
pub(crate) async fn create_post(Json(post): Json<NewPost>) -> Created<Json<NewPost>> {
    Created(Json(post))
}

#[endpoint(GET, "/files/[owner]/[...path]")]
pub(crate) async fn get_file(Params(path): Params<FilePath>) -> Json<Said> {
    said(path)
}

#[endpoint(HEAD, "/files/[owner]/[...path]")]
pub(crate) async fn head_file(_: Params<FilePath>) -> NoContent {
    NoContent
}

#[endpoint(GET, "/tree/[[...path]]")]
pub(crate) async fn list_tree(Params(path): Params<TreePath>) -> Json<Said> {
    said(path)
}

#[endpoint(GET, "/[lang]/[place]")]
pub(crate) async fn get_place(Params(path): Params<PlacePath>) -> Json<Said> {
    said(path)
}

#[endpoint(GET, "/[lang]/[place].json")]
pub(crate) async fn get_place_json(Params(path): Params<PlaceJsonPath>) -> Json<Said> {
    said(path)
}

#[endpoint(GET, "/feeds/[day]/[name].xml")]
pub(crate) async fn get_feed(Params(path): Params<FeedPath>) -> Json<Said> {
    said(path)
}

#[endpoint(PUT, "/stays")]
pub(crate) async fn put_stay(Json(stay): Json<Stay>) -> Json<Said> {
    said(stay)
}

#[endpoint(PUT, "/guests")]
pub(crate) async fn put_guests(Json(guests): Json<Guests>) -> Json<Said> {
    said(guests)
}

#[endpoint(PUT, "/bill")]
pub(crate) async fn put_bill(Json(bill): Json<Bill>) -> Json<Said> {
    said(bill)
}

#[derive(Debug, Deserialize, JsonSchema, Validate, rutter::Form)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SignUp {
    #[validate(length(min = 2))]
    user_name: String,
    #[validate(length(min = 8))]
    #[rutter(secret)]
    pass_word: String,
    #[validate(range(min = 18))]
    age: Option<u8>,
    newsletter: bool,
    #[rutter(max_size = 20, accept = "text/plain")]
    letter: Option<rutter::form::File>,
}

#[endpoint(POST, "/sign-up")]
pub(crate) async fn sign_up(Form(form): Form<SignUp>) -> Json<Said> {
    let letter = form.letter.as_ref().map(|file| (file.name.clone(), file.bytes.len()));
    said((form.user_name, form.pass_word.len(), form.age, form.newsletter, letter))
}

#[endpoint(POST, "/redirect")]
pub(crate) async fn redirect() -> SeeOther {
    let path = FilePath { owner: 7, path: vec!["a/b".to_owned(), "c d".to_owned()] };
    SeeOther(path.href().unwrap_or_default())
}

/// A handler that answers for a wrong body itself.
#[endpoint(PATCH, "/forgiving")]
pub(crate) async fn forgiving(post: Result<Json<NewPost>, Rejection>) -> Json<Said> {
    said(post.map(|Json(post)| post.post_title).map_err(|rejection| rejection.to_string()))
}

#[endpoint(GET, "/")]
pub(crate) async fn root() -> Json<Said> {
    said("root")
}
