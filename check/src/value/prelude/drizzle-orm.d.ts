// drizzle-orm 0.45.4: tables with the types of their columns, and what selecting from them gives. PostgreSQL's columns were
// seen by running queries; those of MySQL and SQLite were not run. What relations and joins add is not told.

// A column: what it holds, and null if it may be empty.
declare class Column<T, Empty = null> {
  private config: any
  array(size?: number): Column<T[], Empty>
  autoincrement(): this
  default(value: any): this
  defaultNow(): this
  defaultRandom(): this
  generatedAlwaysAs(value: any, config?: any): this
  generatedAlwaysAsIdentity(config?: any): Column<T, never>
  generatedByDefaultAsIdentity(config?: any): Column<T, never>
  notNull(): Column<T, never>
  onUpdateNow(): this
  primaryKey(config?: any): Column<T, never>
  references(column: any, config?: any): this
  unique(...of: any[]): this
  $default(make: any): this
  $defaultFn(make: any): this
  $onUpdate(make: any): this
  $onUpdateFn(make: any): this
  $type<U = any>(): Column<U, Empty>
}
type Row<Columns> = { [K in keyof Columns]: Columns[K] extends Column<infer T, infer Empty> ? T | Empty : any }
type Table<Columns> = { $inferSelect: Row<Columns>, $inferInsert: any } & Columns
export type InferSelectModel<T> = T extends { $inferSelect: infer R } ? R : any
export type InferInsertModel<T> = any

// What a column of several modes holds.
type Mode<Of, Default, ForDate, ForNumber, ForBigint> =
  Of extends { mode: infer M }
    ? M extends 'string' ? string
    : M extends 'date' ? ForDate
    : M extends 'number' ? ForNumber
    : M extends 'bigint' ? ForBigint
    : M extends 'boolean' ? boolean
    : M extends 'timestamp' ? Date
    : M extends 'timestamp_ms' ? Date
    : any
    : Default

declare function table<Columns>(name: string, columns: Columns, more?: any): Table<Columns>
export {
  table as mysqlTable,
  table as pgTable,
  table as sqliteTable,
}
type Texts = (...of: any[]) => Column<string>
type Numbers = (...of: any[]) => Column<number>
type Anything = (...of: any[]) => Column<any, any>
export declare const char: Texts, cidr: Texts, inet: Texts, interval: Texts, longtext: Texts, macaddr: Texts,
  mediumtext: Texts, time: Texts, tinytext: Texts, uuid: Texts, varchar: Texts
export declare const double: Numbers, doublePrecision: Numbers, float: Numbers, int: Numbers, mediumint: Numbers,
  real: Numbers, smallint: Numbers, tinyint: Numbers, year: Numbers
export declare const bigserial: (...of: any[]) => Column<any, never>, serial: (...of: any[]) => Column<number, never>,
  smallserial: (...of: any[]) => Column<number, never>
export declare const boolean: (...of: any[]) => Column<boolean>
export declare const binary: Anything, blob: Anything, bytea: Anything, customType: any, datetime: Anything,
  geometry: Anything, json: Anything, jsonb: Anything, line: Anything, mysqlEnum: Anything, point: Anything,
  varbinary: Anything, vector: Anything
export declare function bigint<Of>(name: string, of: Of): Column<Mode<Of, any, any, number, bigint>>
export declare function bigint<Of>(of: Of): Column<Mode<Of, any, any, number, bigint>>
// Without a mode it is a string in PostgreSQL and a Date in MySQL.
export declare function date<Of = {}>(name?: string, of?: Of): Column<Mode<Of, any, Date, any, any>>
export declare function integer(name?: string): Column<number>
export declare function integer<Of>(name: string, of: Of): Column<Mode<Of, number, Date, number, bigint>>
export declare function integer<Of>(of: Of): Column<Mode<Of, number, Date, number, bigint>>
export declare function timestamp(name?: string): Column<Date>
export declare function timestamp<Of>(name: string, of: Of): Column<Mode<Of, Date, Date, any, any>>
export declare function timestamp<Of>(of: Of): Column<Mode<Of, Date, Date, any, any>>
export declare function text(name?: string): Column<string>
export declare function text<Of>(name: string, of: Of): Column<Of extends { mode: any } ? any : string>
export declare function text<Of>(of: Of): Column<Of extends { mode: any } ? any : string>
export declare function numeric(name?: string): Column<string>
export declare function numeric<Of>(name: string, of: Of): Column<Mode<Of, string, any, number, bigint>>
export declare function numeric<Of>(of: Of): Column<Mode<Of, string, any, number, bigint>>
export { numeric as decimal }
export declare function pgEnum<Values>(name: string, values: Values): (name?: string) => Column<Values[number]>
export declare function relations(...of: any[]): any
export declare function index(...of: any[]): any
export declare function uniqueIndex(...of: any[]): any
export declare function primaryKey(...of: any[]): any
export declare function foreignKey(...of: any[]): any

// What a query computes.
declare class Sql<T> {
  private queryChunks: any
  as(name: string): Sql<T>
  mapWith(read: any): Sql<any>
}
export declare function avg(of: any): Sql<string | null>
export declare function avgDistinct(of: any): Sql<string | null>
export declare function count(of?: any): Sql<number>
export declare function countDistinct(of: any): Sql<number>
export declare function sum(of: any): Sql<string | null>
export declare function sumDistinct(of: any): Sql<string | null>
export declare function max<Of>(of: Of): Sql<Of extends Column<infer T, infer Empty> ? T | null : any>
export declare function min<Of>(of: Of): Sql<Of extends Column<infer T, infer Empty> ? T | null : any>
export declare function sql<T = any>(...of: any[]): Sql<T>

type Selected<Fields> = {
  [K in keyof Fields]: Fields[K] extends Column<infer T, infer Empty> ? T | Empty
    : Fields[K] extends Sql<infer T> ? T
    : any
}
// `Joined` is what rows are with those of another table.
declare class Rows<R, Joined = any> extends Promise<R[]> {
  $dynamic(): this
  as(name: string): any
  execute(values?: any): Promise<R[]>
  for(...of: any[]): this
  fullJoin(...of: any[]): Rows<Joined, Joined>
  groupBy(...of: any[]): this
  having(...of: any[]): this
  innerJoin(...of: any[]): Rows<Joined, Joined>
  leftJoin(...of: any[]): Rows<Joined, Joined>
  limit(count: any): this
  offset(count: any): this
  onConflictDoNothing(...of: any[]): this
  onConflictDoUpdate(...of: any[]): this
  orderBy(...of: any[]): this
  prepare(name?: string): any
  rightJoin(...of: any[]): Rows<Joined, Joined>
  where(...of: any[]): this
}
declare class Changed<R> extends Promise<any> {
  from(...of: any[]): this
  onConflictDoNothing(...of: any[]): this
  onConflictDoUpdate(...of: any[]): this
  onDuplicateKeyUpdate(...of: any[]): this
  returning(): Rows<R>
  returning<Fields>(fields: Fields): Rows<Selected<Fields>>
  set(values: any): this
  values(values: any): this
  where(...of: any[]): this
}
declare class Select {
  from<T>(table: T): Rows<InferSelectModel<T>>
}
// Joins add nothing to the fields that are named.
declare class SelectFields<Fields> {
  from(table: any): Rows<Selected<Fields>, Selected<Fields>>
}
declare class Database {
  private session: any
  query: any
  delete<T>(table: T): Changed<InferSelectModel<T>>
  execute(query: any): Promise<any>
  insert<T>(table: T): Changed<InferSelectModel<T>>
  select(): Select
  select<Fields>(fields: Fields): SelectFields<Fields>
  selectDistinct(): Select
  selectDistinct<Fields>(fields: Fields): SelectFields<Fields>
  transaction<R>(run: (tx: Database) => Promise<R>, options?: any): Promise<R>
  update<T>(table: T): Changed<InferSelectModel<T>>
}
export declare function drizzle(...of: any[]): Database
