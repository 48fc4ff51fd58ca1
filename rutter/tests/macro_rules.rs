//! Types and handlers that come out of a `macro_rules!`, whose fragments have spans and brackets of their own.

use rutter::Describe;
use rutter::axum::{Json, Params, router};
use rutter::contract::Method;

macro_rules! resource {
    ($handler:ident, $params:ident, $id:ident: $key:ty, $body:ident, $held:ident: $value:ty) => {
        #[derive(rutter::RouteParams)]
        #[rutter(endpoint = "/things/[id]")]
        struct $params {
            $id: $key,
        }

        #[rutter::contract]
        struct $body {
            $held: $value,
            all: Vec<$value>,
        }

        #[rutter::endpoint(PUT, "/things/[id]")]
        async fn $handler(_: Params<$params>, body: Json<$body>) -> Json<$body> {
            body
        }
    };
}

macro_rules! whole {
    ($handler:ident($params:ty, $body:ty)) => {
        #[rutter::endpoint(POST, "/things/[id]")]
        async fn $handler(_: $params, body: $body) -> $body {
            body
        }
    };
}

macro_rules! listing {
    ($name:ident: $ty:ty, $list:ty) => {
        #[derive(rutter::SearchParams)]
        struct Listing {
            $name: $ty,
            #[rutter(comma)]
            list: $list,
        }
    };
}

resource!(put_thing, ThingParams, id: u32, Thing, held: Option<String>);
whole!(post_thing(Params<ThingParams>, Json<Thing>));
listing!(page: Option<u32>, Vec<String>);

#[test]
fn fragments_are_seen_through() {
    let _: axum::Router = router![put_thing, post_thing];
    let contract = rutter::registry::contract().unwrap();
    let methods: Vec<Method> = contract.endpoints.iter().map(|endpoint| endpoint.method).collect();
    assert_eq!(methods, [Method::Post, Method::Put]);
    for endpoint in &contract.endpoints {
        assert_eq!(endpoint.params.as_deref(), Some("macro_rules::ThingParams"));
        assert!(endpoint.body.is_some() && endpoint.responses.contains_key(&200), "{endpoint:?}");
    }
    // A type is a list or an option by its name, also inside the brackets of a fragment.
    let mut describe = Describe::default();
    let key = describe.search::<Listing>();
    let fields = &describe.finish().unwrap().search[&key].fields;
    assert!(!fields[0].presence.is_required() && fields[1].list.is_some(), "{fields:?}");
}
