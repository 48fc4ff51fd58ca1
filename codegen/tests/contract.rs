//! The files of a contract. The compilers' verdict on such files is in `tests/typescript`.

use std::collections::BTreeMap;

use rutter_codegen::{Input, NextOptions, Options, Server, TsRs, plan};
use rutter_contract::Contract;
use rutter_routes::{Conventions, RouteTree};

/// The pages of `examples/harbour`, and what its server exports.
#[test]
fn the_harbour() {
    let contract = Contract::parse(include_str!("../../examples/harbour/rutter.contract.json")).unwrap();
    let pages = ["berths", "berths/[berth]", "papers/[...sheet]", "thanks/[registration]"];
    let pages: Vec<String> = pages.iter().map(|page| format!("app/{page}/page.tsx")).collect();
    let tree = RouteTree::build(&pages, &Conventions::default());
    let bindings = ["Berth", "Quay", "Registration", "Unknown"].map(str::to_owned).into();
    let input = Input {
        tree: &tree,
        next: NextOptions::default(),
        options: Options {
            nuqs: true,
            ts_rs: Some(TsRs { folder: "../server/bindings".to_owned(), types: bindings }),
            ..Options::default()
        },
        definitions: BTreeMap::new(),
        server: Some(Server { contract: &contract, app: "web" }),
    };
    let files = plan(&input);
    let of_tree = ["rutter/routes.gen.ts", "rutter/_"];
    for file in files.iter().filter(|file| !of_tree.iter().any(|own| file.path.starts_with(own))) {
        insta::assert_snapshot!(format!("harbour_{}", file.path.replace(['/', '[', ']'], "_")), file.text);
    }
}
