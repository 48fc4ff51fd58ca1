#![no_main]

use libfuzzer_sys::fuzz_target;
use rutter::SearchParams;

#[derive(Debug, PartialEq, SearchParams)]
struct Search {
    q: Option<String>,
    #[rutter(default = 1)]
    page: u32,
    tag: Vec<String>,
    #[rutter(comma)]
    ids: Vec<u16>,
    price: Option<f64>,
    #[rutter(default)]
    on: bool,
    day: Option<chrono::NaiveDate>,
    id: Option<uuid::Uuid>,
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(query) = str::from_utf8(bytes) else { return };
    let _ = Search::defaults(query);
    let _ = Search::safe(query);
    if let Ok(search) = Search::strict(query) {
        assert_eq!(Search::strict(&search.to_query()).as_ref(), Ok(&search));
    }
});
