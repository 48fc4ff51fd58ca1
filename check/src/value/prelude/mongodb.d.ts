// mongodb 7.9.0, behind bson: records are plain but for their ids and other BSON values. Fields are known only where the
// collection is given their type. An id is an ObjectId unless that type has an `_id` of its own.

type Id<T> = T extends { _id: infer I } ? I : ObjectId
export type WithId<T> = { _id: Id<T> } & T
type AnyRecord = { [field: string]: any }

export declare class MongoClient {
  constructor(uri: string, options?: any)
  private s: any
  close(force?: boolean): Promise<void>
  connect(): Promise<MongoClient>
  db(name?: string, options?: any): Db
  startSession(options?: any): any
  static connect(uri: string, options?: any): Promise<MongoClient>
}
export declare class Db {
  private s: any
  collection<T = AnyRecord>(name: string, options?: any): Collection<T>
  command(...of: any[]): Promise<any>
}
export declare class Collection<T = AnyRecord> {
  private s: any
  aggregate<R = any>(pipeline?: any, options?: any): AggregationCursor<R>
  countDocuments(...of: any[]): Promise<number>
  createIndex(...of: any[]): Promise<string>
  deleteMany(...of: any[]): Promise<{ acknowledged: boolean, deletedCount: number }>
  deleteOne(...of: any[]): Promise<{ acknowledged: boolean, deletedCount: number }>
  distinct(...of: any[]): Promise<any>
  estimatedDocumentCount(...of: any[]): Promise<number>
  find(filter?: any): FindCursor<WithId<T>>
  find(filter: any, options: any): FindCursor<any>
  findOne(filter?: any): Promise<WithId<T> | null>
  findOne(filter: any, options: any): Promise<any>
  findOneAndDelete(...of: any[]): Promise<any>
  findOneAndReplace(...of: any[]): Promise<any>
  findOneAndUpdate(...of: any[]): Promise<any>
  insertMany(...of: any[]): Promise<{ acknowledged: boolean, insertedCount: number, insertedIds: Record<number, any> }>
  insertOne(...of: any[]): Promise<{ acknowledged: boolean, insertedId: any }>
  updateMany(...of: any[]): Promise<any>
  updateOne(...of: any[]): Promise<any>
}
export declare class FindCursor<T> {
  private s: any
  filter(filter: any): FindCursor<T>
  hasNext(): Promise<boolean>
  limit(count: number): FindCursor<T>
  map<R>(map: (value: T) => R): FindCursor<R>
  next(): Promise<T | null>
  project(projection: any): FindCursor<any>
  skip(count: number): FindCursor<T>
  sort(...of: any[]): FindCursor<T>
  toArray(): Promise<T[]>
}
export declare class AggregationCursor<T> {
  private s: any
  next(): Promise<T | null>
  toArray(): Promise<T[]>
}
