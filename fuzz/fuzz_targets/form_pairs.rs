#![no_main]

use libfuzzer_sys::fuzz_target;
use rutter::Form as _;
use rutter::form::Limits;
use rutter_fuzz::{Everything, check};

fuzz_target!(|body: &[u8]| check(Everything::parse_urlencoded(body, &Limits::DEFAULT)));
