#![no_main]

use libfuzzer_sys::fuzz_target;
use rutter::RouteParams;

#[derive(Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/a/[id]/[...rest]")]
struct Params {
    id: u32,
    rest: Vec<String>,
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(path) = str::from_utf8(bytes) else { return };
    if let Ok(params) = Params::parse(path) {
        // `.` and `..` are texts that no path can hold, though a path may be sent with them.
        if let Ok(href) = params.href() {
            assert_eq!(Params::parse(&href).as_ref(), Ok(&params));
        }
    }
});
