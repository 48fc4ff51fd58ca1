// mongoose 9.12.1, behind bson: documents, which have toJSON, against what `lean()` and `toObject()` give, which is plain
// but for its ids. Both seen by running them. What fields a schema has is not told: an id is an ObjectId unless the schema,
// or the type that the model is given, has an `_id` of its own.

type Id<T> = T extends { _id: ObjectId } ? ObjectId : T extends { _id: any } ? any : ObjectId
type Plain<T> = { _id: Id<T>, [field: string]: any }

export declare class Document<T = {}> {
  _id: any
  id: any
  isNew: boolean
  errors: any
  get(path: string): any
  set(path: any, value?: any): this
  save(options?: any): Promise<this>
  populate(path: any, select?: any): Promise<this>
  deleteOne(options?: any): any
  isModified(path?: any): boolean
  toJSON(options?: any): any
  toObject(): Plain<T>
  toObject(options: any): any
}
export type HydratedDocument<T = {}> = Document<T>

// What a query gives when it is awaited is `Found`, and `Lean` after `lean()`.
export declare class Query<Found = any, Lean = any> extends Promise<Found> {
  and(...of: any[]): Query<Found, Lean>
  clone(): Query<Found, Lean>
  collation(...of: any[]): Query<Found, Lean>
  equals(...of: any[]): Query<Found, Lean>
  exec(): Promise<Found>
  gt(...of: any[]): Query<Found, Lean>
  gte(...of: any[]): Query<Found, Lean>
  in(...of: any[]): Query<Found, Lean>
  lean(): Query<Lean, Lean>
  lean(options: any): Query<any, any>
  limit(count: number): Query<Found, Lean>
  lt(...of: any[]): Query<Found, Lean>
  lte(...of: any[]): Query<Found, Lean>
  or(...of: any[]): Query<Found, Lean>
  orFail(error?: any): Query<Found, Lean>
  populate(...of: any[]): Query<Found, Lean>
  select(...of: any[]): Query<Found, any>
  session(session: any): Query<Found, Lean>
  skip(count: number): Query<Found, Lean>
  sort(...of: any[]): Query<Found, Lean>
  where(...of: any[]): Query<Found, Lean>
}
type Many<T, Options> = Options extends { lean: any } ? Query<any, any> : Query<Document<T>[], Plain<T>[]>
type One<T, Options> = Options extends { lean: any } ? Query<any, any> : Query<Document<T> | null, Plain<T> | null>

export declare class Model<T = {}> extends Document<T> {
  constructor(values?: any)
}
// What `model()` gives. It is a class, which no declaration can tell with the type of its documents.
declare class ModelOf<T> {
  private schema: any
  aggregate(...of: any[]): any
  countDocuments(...of: any[]): Promise<number>
  create(...of: any[]): Promise<any>
  deleteMany(...of: any[]): Promise<any>
  deleteOne(...of: any[]): Promise<any>
  estimatedDocumentCount(...of: any[]): Promise<number>
  find(filter?: any): Query<Document<T>[], Plain<T>[]>
  find<Options = {}>(filter: any, projection: any, options?: Options): Many<{ _id: any }, Options>
  findById(id: any): Query<Document<T> | null, Plain<T> | null>
  findById<Options = {}>(id: any, projection: any, options?: Options): One<{ _id: any }, Options>
  findByIdAndDelete<Options = {}>(id: any, options?: Options): One<T, Options>
  findByIdAndUpdate<Options = {}>(id: any, update?: any, options?: Options): One<T, Options>
  findOne(filter?: any): Query<Document<T> | null, Plain<T> | null>
  findOne<Options = {}>(filter: any, projection: any, options?: Options): One<{ _id: any }, Options>
  findOneAndDelete<Options = {}>(filter?: any, options?: Options): One<T, Options>
  findOneAndUpdate<Options = {}>(filter?: any, update?: any, options?: Options): One<T, Options>
  hydrate(value: any): Document<T>
  insertMany(...of: any[]): Promise<any>
  updateMany(...of: any[]): Promise<any>
  updateOne(...of: any[]): Promise<any>
}

export declare class Schema<T = {}> {
  constructor(definition?: T, options?: any)
  private paths: any
  static Types: any
}
export declare function model<T = {}>(name: string, schema?: Schema<T>, collection?: any, options?: any): ModelOf<T>
export declare function connect(uri: string, options?: any): Promise<any>
export declare function isValidObjectId(value: any): boolean
export declare const models: any
export declare const connection: any
export declare const Types: { ObjectId: typeof ObjectId, Decimal128: typeof Decimal128 }
declare const mongoose: {
  Document: typeof Document
  Schema: typeof Schema
  Types: typeof Types
  connect: typeof connect
  connection: any
  isValidObjectId: typeof isValidObjectId
  model: typeof model
  models: any
}
export default mongoose
