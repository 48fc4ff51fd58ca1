//! Whether null is a value of a type, by its JSON Schema.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// Whether a value of the type may be written as null; also where that is not known.
pub fn holds_null<T: JsonSchema>() -> bool {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let schema = generator.into_root_schema_for::<T>();
    takes_null(schema.as_value(), schema.as_value(), 16)
}

fn takes_null(schema: &Value, root: &Value, depth: usize) -> bool {
    let Value::Object(schema) = schema else { return schema != &Value::Bool(false) };
    let list = |key: &str| schema.get(key).and_then(Value::as_array);
    let takes = |schema: &Value| depth == 0 || takes_null(schema, root, depth - 1);
    if let Some(to) = schema.get("$ref").and_then(Value::as_str) {
        return to.strip_prefix('#').and_then(|to| root.pointer(to)).is_none_or(takes);
    }
    if let Some(ty) = schema.get("type") {
        return ty == "null" || ty.as_array().is_some_and(|types| types.iter().any(|ty| ty == "null"));
    }
    if let Some(value) = schema.get("const") {
        return value.is_null();
    }
    match (list("enum"), list("anyOf").or_else(|| list("oneOf")), list("allOf")) {
        (Some(values), ..) => values.iter().any(Value::is_null),
        (_, Some(some), _) => some.iter().any(takes),
        (.., Some(all)) => all.iter().all(takes),
        _ => true,
    }
}
