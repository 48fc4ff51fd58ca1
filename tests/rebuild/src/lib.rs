pub mod routes {
    include!(concat!(env!("OUT_DIR"), "/routes.rs"));
}

#[derive(rutter::RouteParams)]
#[rutter(route = "/blog/[slug]")]
pub struct BlogPost {
    pub slug: String,
}

#[cfg(test)]
mod tests {
    use super::routes::{BlogSlug, DocsPath, Route};

    #[test]
    fn every_route_matches_its_href() {
        let routes = [
            Route::Index,
            Route::BlogSlug(BlogSlug { slug: "a b/c".to_owned() }),
            Route::DocsPath(DocsPath { path: None }),
            Route::DocsPath(DocsPath { path: Some(vec!["x/y".to_owned(), "ü".to_owned()]) }),
        ];
        for route in routes {
            assert_eq!(Route::matches(&route.href().unwrap()), Some(route));
        }
        assert_eq!(Route::matches("/nowhere"), None);
    }
}
