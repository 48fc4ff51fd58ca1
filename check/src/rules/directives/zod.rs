//! Schemas of zod, which are what a `'use server'` file exports by mistake more often than anything else.

use rutter_syntax::facts::{BindingKind, ExprId, ExprKind, Facts, Imported};

/// What makes a schema, of `z`.
const MAKERS: [&str; 30] = [
    "any",
    "array",
    "bigint",
    "boolean",
    "coerce",
    "custom",
    "date",
    "discriminatedUnion",
    "enum",
    "file",
    "instanceof",
    "intersection",
    "lazy",
    "literal",
    "looseObject",
    "map",
    "nativeEnum",
    "nullable",
    "number",
    "object",
    "optional",
    "preprocess",
    "record",
    "set",
    "strictObject",
    "string",
    "templateLiteral",
    "tuple",
    "union",
    "unknown",
];

/// What makes another schema of a schema.
const METHODS: [&str; 48] = [
    "and",
    "array",
    "brand",
    "catch",
    "catchall",
    "check",
    "datetime",
    "default",
    "deepPartial",
    "describe",
    "email",
    "endsWith",
    "extend",
    "finite",
    "gt",
    "gte",
    "includes",
    "int",
    "length",
    "lt",
    "lte",
    "max",
    "merge",
    "meta",
    "min",
    "multipleOf",
    "negative",
    "nonempty",
    "nonnegative",
    "nullable",
    "nullish",
    "omit",
    "optional",
    "or",
    "partial",
    "passthrough",
    "pick",
    "pipe",
    "positive",
    "readonly",
    "refine",
    "regex",
    "required",
    "startsWith",
    "strict",
    "superRefine",
    "transform",
    "trim",
];

/// Whether a call makes a schema: `z.object({...})`, and what follows it. zod's schemas are objects of a class.
pub(super) fn is_schema(facts: &Facts, call: ExprId) -> bool {
    let ExprKind::Call { callee, .. } = facts[call].kind else { return false };
    let callee = facts.without_types(callee);
    match facts[callee].kind {
        ExprKind::Member { object, property, .. } => {
            let object = facts.without_types(object);
            let property = &facts[property];
            if matches!(facts[object].kind, ExprKind::Call { .. }) {
                return METHODS.contains(&property) && is_schema(facts, object);
            }
            MAKERS.contains(&property) && is_zod(facts, object)
        }
        _ => false,
    }
}

/// Whether an expression is `z`, or the `coerce` of it.
fn is_zod(facts: &Facts, expr: ExprId) -> bool {
    match facts[facts.without_types(expr)].kind {
        ExprKind::Name { binding: Some(binding), .. } => {
            let BindingKind::Import(import) = facts[binding].kind else { return false };
            let import = &facts[import];
            let is_z = match import.imported {
                Imported::Namespace => true,
                Imported::Name(name) => matches!(&facts[name], "z" | "default"),
            };
            is_z && matches!(facts.specifier(import.request), "zod" | "zod/v3" | "zod/v4")
        }
        ExprKind::Member { object, property, .. } => &facts[property] == "coerce" && is_zod(facts, object),
        _ => false,
    }
}
