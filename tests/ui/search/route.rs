use rutter::SearchParams;

#[derive(SearchParams)]
#[rutter(route = "/serach")]
struct Unknown {
    q: String,
}

#[derive(SearchParams)]
#[rutter(app = "web")]
struct AppAlone {
    q: String,
}

fn main() {}
