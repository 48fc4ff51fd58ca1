// @tanstack/react-query 5.108.0: the state of a client as `dehydrate` gives it is plain but for the data. Seen by running it.

export declare class QueryClient {
  constructor(config?: any)
  private queryCache: any
  ensureQueryData(options: any): Promise<any>
  fetchInfiniteQuery(options: any): Promise<any>
  fetchQuery(options: any): Promise<any>
  getQueryData(key: any): any
  prefetchInfiniteQuery(options: any): Promise<void>
  prefetchQuery(options: any): Promise<void>
  setQueryData(key: any, data: any): any
}
export declare function dehydrate(client: any, options?: any): { mutations: any[], queries: any[] }
