//! What compilers say of the generated TypeScript of types that nobody would write: nothing.

use rutter_codegen::Validators;
use rutter_contract::{Contract, Definition, Field, Object, Type};

use crate::node::Generated;
use crate::random::Random;
use crate::{OF_ONE, cases, types};

/// How many contracts are compiled for each of those whose values are asked.
const FOR_EACH: usize = 6;

#[test]
fn compilers_take_what_is_generated_of_made_up_types() {
    let seeds = 0..(cases().div_ceil(OF_ONE) * FOR_EACH) as u64;
    let made_up = seeds.map(|seed| types::contract(&mut Random::new(seed)));
    let contracts: Vec<_> = made_up.chain([told_apart_by_trying()]).collect();
    let generated = Generated::empty();
    for (at, contract) in contracts.iter().enumerate() {
        generated.write_contract(&format!("contract{at}"), contract, Validators::Standard);
    }
    assert_eq!(generated.run("compile-contract.mjs"), "");
}

/// Two named types, and one that is either of them: the compiler finds no type that is both.
fn told_apart_by_trying() -> Contract {
    let mut contract = Contract::default();
    let mut declare = |name: &str, request: Type| {
        let path = format!("example::{name}");
        contract
            .types
            .insert(path.clone(), Definition { name: name.to_owned(), doc: None, request, response: None });
        Type::to(path)
    };
    let object = |name: &str| Type::Object(Object::new(vec![Field::new(name, Type::Boolean)]));
    let variants = vec![declare("Card", object("card")), declare("Cash", object("cash"))];
    declare("Payment", Type::Union { variants, tag: None, keyed: false });
    contract.endpoints.push(types::endpoint(&contract));
    contract
}
