//! What serde is told to write is nowhere in the schema.

use rutter::Contract;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod millis {
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(millis: &u32, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(millis)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        u32::deserialize(deserializer)
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Timer {
    #[serde(serialize_with = "millis::serialize")]
    written: u32,
    #[serde(deserialize_with = "millis::deserialize")]
    read: u32,
    #[serde(with = "millis")]
    #[schemars(with = "String")]
    told: u32,
}

fn main() {}
