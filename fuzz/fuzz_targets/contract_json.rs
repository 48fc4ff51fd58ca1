#![no_main]

use libfuzzer_sys::fuzz_target;
use rutter::contract::{Contract, judge};
use serde_json::Value;

// A contract on one line, and a value after it.
fuzz_target!(|input: &[u8]| {
    let Some((contract, value)) = str::from_utf8(input).ok().and_then(|input| input.split_once('\n')) else {
        return;
    };
    // The committed file: what is read is read again as it was.
    if let Ok(contract) = Contract::parse(contract) {
        assert_eq!(Contract::parse(&contract.to_text()).as_ref(), Ok(&contract));
    }
    let Ok(contract) = serde_json::from_str::<Contract>(contract) else { return };
    let written = serde_json::to_string(&contract).expect("a contract is JSON");
    assert_eq!(serde_json::from_str::<Contract>(&written).expect("it was written so"), contract);
    let Ok(value) = serde_json::from_str::<Value>(value) else { return };
    for definition in contract.types.values() {
        let _ = judge::judge(&contract.types, &definition.request, &value);
        let _ = judge::judge_response(&contract.types, definition.response(), &value);
    }
});
