// @supabase/supabase-js 2.109.0 and @supabase/ssr: what a server answers is JSON, whatever its type says. That an answer is
// a plain object was seen by running it; the servers' answers were not.

type Answer<Data> = { data: Data, error: any, count: number | null, status: number, statusText: string }

// A query, and after `single` one for a single row. Each filter gives the same query.
declare class Query<Data> extends Promise<Answer<Data>> {
  private url: any
  abortSignal(...of: any[]): this
  contains(...of: any[]): this
  containedBy(...of: any[]): this
  eq(...of: any[]): this
  filter(...of: any[]): this
  gt(...of: any[]): this
  gte(...of: any[]): this
  ilike(...of: any[]): this
  ilikeAllOf(...of: any[]): this
  ilikeAnyOf(...of: any[]): this
  in(...of: any[]): this
  is(...of: any[]): this
  like(...of: any[]): this
  likeAllOf(...of: any[]): this
  likeAnyOf(...of: any[]): this
  limit(...of: any[]): this
  lt(...of: any[]): this
  lte(...of: any[]): this
  match(...of: any[]): this
  neq(...of: any[]): this
  not(...of: any[]): this
  or(...of: any[]): this
  order(...of: any[]): this
  overlaps(...of: any[]): this
  range(...of: any[]): this
  rangeAdjacent(...of: any[]): this
  rangeGt(...of: any[]): this
  rangeGte(...of: any[]): this
  rangeLt(...of: any[]): this
  rangeLte(...of: any[]): this
  returns(...of: any[]): this
  select(...of: any[]): this
  textSearch(...of: any[]): this
  csv(): Query<string>
  maybeSingle(): Query<PlainData | null>
  overrideTypes(...of: any[]): this
  single(): Query<PlainData>
  throwOnError(): this
}
declare class Table {
  private url: any
  delete(...of: any[]): Query<PlainData[] | null>
  insert(...of: any[]): Query<PlainData[] | null>
  select(...of: any[]): Query<PlainData[] | null>
  update(...of: any[]): Query<PlainData[] | null>
  upsert(...of: any[]): Query<PlainData[] | null>
}
export declare class SupabaseClient {
  private supabaseUrl: any
  auth: Auth
  functions: any
  storage: any
  channel(...of: any[]): any
  from(table: string): Table
  rpc(...of: any[]): Query<PlainData>
  schema(name: string): SupabaseClient
}
declare class Auth {
  private url: any
  getClaims(...of: any[]): Promise<{ data: PlainData, error: any }>
  getSession(): Promise<{ data: { session: PlainData | null }, error: any }>
  getUser(...of: any[]): Promise<{ data: { user: PlainData | null }, error: any }>
}
export declare function createClient(...of: any[]): SupabaseClient
export declare function createBrowserClient(...of: any[]): SupabaseClient
export declare function createServerClient(...of: any[]): SupabaseClient
