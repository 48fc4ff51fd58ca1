async fn list_articles() {}

fn main() {
    let _: axum::Router = rutter::axum::router![list_articles];
}
