use rutter::RouteParams;

#[derive(RouteParams)]
#[rutter(route = "/[lang]/places/[place]")]
struct Place {
    lang: Option<String>,
    id: u64,
}

fn main() {
    // One mistake is one message: what the derive gives is there all the same.
    let _ = Place::parse("/en/places/rome");
}
