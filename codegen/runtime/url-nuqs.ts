/**
 * Parsers of nuqs for search params that a Rust struct declares: they read and write what the server does, and what it
 * would refuse counts as absent.
 */
import { createMultiParser, createParser, type MultiParserBuilder, type SingleParserBuilder } from "nuqs/server";
import { joinValues } from "./href";
import type { Issue } from "./parse";
import type { Field } from "./url";

/** A parser of one value. */
export type One<T> = SingleParserBuilder<T>;

/** A parser of one value with a default. */
export type OneOr<T> = ReturnType<SingleParserBuilder<T>["withDefault"]>;

/** A parser of a list whose values each have the key. */
export type Many<T> = ReturnType<MultiParserBuilder<T[]>["withDefault"]>;

/** A parser of a list in one value. */
export type InOne<T> = OneOr<T[]>;

/** A parser of one value. */
export function one<T>(field: Field<T | undefined>): One<NonNullable<T>> {
  const parse = (query: string): NonNullable<T> | null => read(field, [query]) ?? null;
  return createParser<NonNullable<T>>({ parse, serialize: String });
}

/** A parser of one value with a default. */
export function oneOr<T>(field: Field<T>, value: NonNullable<T>): OneOr<NonNullable<T>> {
  return one<T>(field).withDefault(value);
}

/** A parser of a list whose values each have the key. */
export function many<T>(field: Field<T[]>): Many<T> {
  const parse = (queries: readonly string[]): T[] | null => read(field, queries) ?? null;
  return createMultiParser<T[]>({ parse, serialize: (values) => values.map(String), eq }).withDefault([]);
}

/** A parser of a list in one value. */
export function inOne<T>(field: Field<T[]>): InOne<T> {
  const parse = (query: string): T[] | null => read(field, [query]) ?? null;
  return createParser<T[]>({ parse, serialize: joinValues, eq }).withDefault([]);
}

function read<T>(field: Field<T>, queries: readonly string[]): T | undefined {
  const issues: Issue[] = [];
  const value = field.read("", queries, issues, false);
  const isRight = issues.length === 0 && field.rules.every((rule) => !rule.broken(value as never));
  return isRight ? value : undefined;
}

function eq<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, at) => Object.is(value, b[at]));
}
