use rutter::SearchParams;

#[derive(SearchParams)]
struct OptionalWithDefault {
    #[rutter(default = Some(1))]
    page: Option<u32>,
}

#[derive(SearchParams)]
struct ListWithDefault {
    #[rutter(default = vec![1])]
    pages: Vec<u32>,
}

#[derive(SearchParams)]
struct DefaultOfAnotherType {
    #[rutter(default = "1")]
    page: u32,
}

#[derive(SearchParams)]
struct DefaultOfSerde {
    #[serde(default)]
    page: u32,
}

#[derive(SearchParams)]
struct Required {
    #[rutter(default = 1)]
    page: u32,
    q: String,
}

fn main() {
    let _ = Required::defaults("page=2");
}
