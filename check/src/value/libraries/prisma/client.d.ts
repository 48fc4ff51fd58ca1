// The part of a generated client that does not depend on the schema, from Prisma 7.10.1: what each query gives was seen by
// running it.

export * as Prisma from '.'
export * as $Enums from '.'
export * as Types from '.'
export * as Extensions from '.'

// What a record of a model is that `select`, `include` and `omit` were asked for.
type $Payload<Model, Args, Extensions, Options, Given = $Given> = intrinsic
// What `aggregate` gives, and each group of `groupBy`.
type $Aggregate<Model, Args, Extensions, Given = $Given> = intrinsic
// What an extension of a query is given, with a query whose result can be told from all else.
type $Given = { args: any, model: any, operation: any, query: (args?: any) => Promise<$Result> }
declare class $Result {
  private result: any
}

declare class PrismaDelegate<Model, Extensions, Options> {
  findMany<Args = {}>(args?: Args): Promise<$Payload<Model, Args, Extensions, Options>[]>
  findFirst<Args = {}>(args?: Args): Promise<$Payload<Model, Args, Extensions, Options> | null>
  findFirstOrThrow<Args = {}>(args?: Args): Promise<$Payload<Model, Args, Extensions, Options>>
  findUnique<Args = {}>(args: Args): Promise<$Payload<Model, Args, Extensions, Options> | null>
  findUniqueOrThrow<Args = {}>(args: Args): Promise<$Payload<Model, Args, Extensions, Options>>
  create<Args = {}>(args: Args): Promise<$Payload<Model, Args, Extensions, Options>>
  createMany(args: any): Promise<BatchPayload>
  createManyAndReturn<Args = {}>(args: Args): Promise<$Payload<Model, Args, Extensions, Options>[]>
  update<Args = {}>(args: Args): Promise<$Payload<Model, Args, Extensions, Options>>
  updateMany(args: any): Promise<BatchPayload>
  updateManyAndReturn<Args = {}>(args: Args): Promise<$Payload<Model, Args, Extensions, Options>[]>
  upsert<Args = {}>(args: Args): Promise<$Payload<Model, Args, Extensions, Options>>
  delete<Args = {}>(args: Args): Promise<$Payload<Model, Args, Extensions, Options>>
  deleteMany(args?: any): Promise<BatchPayload>
  count<Args = {}>(args?: Args): Promise<Args extends { select: any } ? Record<string, number> : number>
  aggregate<Args = {}>(args: Args): Promise<$Aggregate<Model, Args, Extensions>>
  groupBy<Args = {}>(args: Args): Promise<$Aggregate<Model, Args, Extensions>[]>
}

declare class $Client<Options, Extensions> {
  $connect(): Promise<void>
  $disconnect(): Promise<void>
  $on(event: any, run: any): any
  $use(middleware: any): void
  $executeRaw(query: any, ...values: any[]): Promise<number>
  $executeRawUnsafe(query: string, ...values: any[]): Promise<number>
  $queryRaw(query: any, ...values: any[]): Promise<any>
  $queryRawUnsafe(query: string, ...values: any[]): Promise<any>
  $extends<Extension = {}>(extension: Extension): PrismaClient<Options, never, [Extensions, Extension]>
  $transaction<Result>(run: (tx: PrismaClient<Options, never, Extensions>) => Promise<Result>, options?: any): Promise<Result>
  $transaction<Results>(queries: Results, options?: any): Promise<{ [K in keyof Results]: Awaited<Results[K]> }>
}

export type BatchPayload = { count: number }
export type TransactionClient = PrismaClient
export type DefaultPrismaClient = PrismaClient
export type PrismaClientOptions = {}
export type DefaultArgs = {}
export type InternalArgs = {}
export type JsonObject = PlainData
export type JsonArray = PlainData[]
export type JsonValue = PlainData
export type PromiseReturnType<F extends (...args: any) => any> = Awaited<ReturnType<F>>
export declare function validator(...of: any[]): <S>(args: S) => S
export declare function defineExtension<E>(extension: E): E
export declare class PrismaClientKnownRequestError extends Error {
  code: string
  clientVersion: string
  meta: any
}
