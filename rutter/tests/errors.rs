//! `#[derive(ApiError)]`: the status and body of each variant.

use rutter::contract::{Method, Type};
use rutter::{ApiError, Describe, Endpoint, Responds, Responses};
use serde_json::json;

#[derive(Debug, thiserror::Error, ApiError)]
#[serde(rename_all = "snake_case", rename_all_fields = "camelCase")]
enum PostError {
    /// Nobody wrote it yet.
    #[error("there is no such post")]
    #[rutter(status = 404)]
    NotFound,
    #[error("not said")]
    #[rutter(status = 409, message = "`{slug}` is taken by {post_id}", field = "post.slug")]
    SlugTaken {
        slug: String,
        #[rutter(integer = "string")]
        post_id: u64,
        #[serde(skip)]
        _seen: bool,
    },
    #[error("the database says {0}")]
    #[rutter(status = 503)]
    Database(#[source] std::fmt::Error),
    #[error(transparent)]
    #[rutter(transparent)]
    Login(#[from] LoginError),
}

#[derive(Debug, thiserror::Error, ApiError)]
enum LoginError {
    #[error("log in first")]
    #[rutter(status = 401)]
    #[serde(rename = "logged_out")]
    LoggedOut,
}

fn body(error: PostError) -> serde_json::Value {
    error.into_body().unwrap()
}

#[test]
fn the_body_is_a_problem_with_code_and_fields() {
    assert_eq!((PostError::NotFound.status(), PostError::NotFound.code()), (404, "not_found"));
    let problem = |code: &str, status: u16, title: &str| {
        json!({
            "code": code, "type": "about:blank", "title": title, "status": status, "formErrors": [], "fieldErrors": {},
        })
    };
    let mut expected = problem("not_found", 404, "Not Found");
    expected["detail"] = json!("there is no such post");
    assert_eq!(body(PostError::NotFound), expected);

    let taken = PostError::SlugTaken { slug: "a".into(), post_id: u64::MAX, _seen: true };
    assert_eq!((taken.status(), taken.code()), (409, "slug_taken"));
    let mut expected = problem("slug_taken", 409, "Conflict");
    expected["detail"] = json!("`a` is taken by 18446744073709551615");
    expected["fieldErrors"] = json!({ "post.slug": ["`a` is taken by 18446744073709551615"] });
    expected["slug"] = json!("a");
    expected["postId"] = json!("18446744073709551615");
    assert_eq!(body(taken), expected);
}

#[test]
fn the_servers_own_faults_are_not_told() {
    let error = PostError::Database(std::fmt::Error);
    assert!(error.to_string().starts_with("the database says"));
    assert_eq!(
        body(error),
        json!({
            "code": "database", "type": "about:blank", "title": "Service Unavailable", "status": 503,
            "formErrors": [], "fieldErrors": {},
        })
    );
}

#[test]
fn a_transparent_variant_is_answered_as_its_error() {
    let error = PostError::from(LoginError::LoggedOut);
    assert_eq!((error.status(), error.code()), (401, "logged_out"));
    assert_eq!(body(error)["detail"], "log in first");
}

#[test]
fn each_status_has_its_bodies_in_the_contract() {
    let mut describe = Describe::default();
    let endpoint = Endpoint {
        method: Method::Get,
        pattern: "/post",
        name: "post",
        doc: None,
        describe: |endpoint, to| PostError::responses(&mut Responses::of(endpoint, to)),
    };
    endpoint.register(&mut describe);
    let contract = describe.finish().unwrap();
    let responses = &contract.endpoints[0].responses;
    assert_eq!(responses.keys().copied().collect::<Vec<_>>(), [401, 404, 409, 503]);
    let Type::Ref { to } = &responses[&409].bodies[0] else { panic!("a type with a name") };
    // The macro writes the type into a `const _`, of which its path says nothing.
    assert_eq!(to, "errors::PostErrorSlugTaken");
    let definition = &contract.types[to];
    assert_eq!(definition.name, "PostErrorSlugTaken");
    let Type::Object(body) = definition.response() else { panic!("an object") };
    let field = |name: &str| &body.fields.iter().find(|field| field.name == name).unwrap().ty;
    assert_eq!(field("code"), &Type::literal(["slug_taken"]));
    assert!(matches!(field("postId"), Type::String { format: Some(_) }));
    assert!(matches!(field("fieldErrors"), Type::Map { .. }));
    let Type::Ref { to } = &responses[&404].bodies[0] else { panic!("a type with a name") };
    assert_eq!(contract.types[to].doc.as_deref(), Some("Nobody wrote it yet."));
}

mod blamed {
    //! The field that an error blames is one of a request that is answered so.

    use rutter::endpoint::arguments;
    use rutter::{ApiError, Describe, Endpoint, Responds, Responses};

    use super::Method;

    #[expect(dead_code, reason = "what it declares is asked, and it never happens")]
    #[derive(ApiError)]
    enum Refused {
        #[rutter(status = 409, message = "taken", field = "title")]
        Taken,
        #[rutter(status = 409, message = "too dear", field = "lines[0].price")]
        TooDear,
        #[rutter(status = 409, message = "no such page", field = "page")]
        Page,
        #[rutter(status = 409, message = "unknown", field = "anything.at.all")]
        Open,
    }

    #[expect(dead_code, reason = "what it declares is asked, and it never happens")]
    #[derive(ApiError)]
    enum Wrong {
        #[rutter(status = 409, message = "taken", field = "titel")]
        Misspelt,
        #[rutter(status = 409, message = "too dear", field = "lines[0].prize")]
        Inside,
        #[rutter(status = 409, message = "too many", field = "lines.price")]
        NoElement,
        #[rutter(transparent)]
        Refused(Refused),
    }

    #[rutter::contract]
    struct NewPost {
        title: String,
        lines: Vec<Line>,
        #[serde(flatten)]
        rest: Rest,
    }

    #[rutter::contract]
    struct Line {
        price: Option<u32>,
    }

    #[rutter::contract]
    struct Rest {
        anything: serde_json::Value,
    }

    #[derive(rutter::SearchParams)]
    struct Paged {
        page: u32,
    }

    fn problems<E: Responds>() -> Vec<String> {
        let mut describe = Describe::default();
        let endpoint = Endpoint {
            method: Method::Post,
            pattern: "/post",
            name: "create_post",
            doc: None,
            describe: |endpoint, to| {
                arguments::json::<NewPost>(endpoint, to);
                arguments::search::<Paged>(endpoint, to);
                E::responses(&mut Responses::of(endpoint, to));
            },
        };
        endpoint.register(&mut describe);
        // The same error of an endpoint that takes nothing is no mistake.
        let other = Endpoint {
            method: Method::Get,
            describe: |endpoint, to| E::responses(&mut Responses::of(endpoint, to)),
            ..endpoint
        };
        other.register(&mut describe);
        describe.finish().err().map_or_else(Vec::new, |error| error.problems)
    }

    #[test]
    fn a_field_that_one_of_its_endpoints_takes_is_right() {
        assert_eq!(problems::<Refused>(), Vec::<String>::new());
    }

    #[test]
    fn a_field_that_none_of_them_takes_is_a_problem() {
        let problems = problems::<Wrong>();
        let told = |variant: &str, field: &str| {
            format!(
                "`errors::blamed::Wrong::{variant}` blames the field `{field}`, which no endpoint takes that answers with it; \
                 name another, or remove `field`: `create_post` takes `anything`, `lines`, `page`, `title`"
            )
        };
        let expected =
            [told("Inside", "lines[0].prize"), told("Misspelt", "titel"), told("NoElement", "lines.price")];
        assert_eq!(problems, expected);
    }
}

#[cfg(feature = "axum")]
#[tokio::test]
async fn axum_answers_with_status_and_problem() {
    use axum::response::IntoResponse;

    let response = PostError::NotFound.into_response();
    assert_eq!(response.status(), 404);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let bytes = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(value["code"], "not_found");
}
