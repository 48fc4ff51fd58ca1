// TypeScript 5.9's utility types, as its handbook describes them.

type Partial<T> = { [K in keyof T]?: T[K] }
type Required<T> = { [K in keyof T]-?: T[K] }
type Readonly<T> = { readonly [K in keyof T]: T[K] }
type Pick<T, K> = { [P in K]: T[P] }
type Omit<T, K> = { [P in keyof T as P extends K ? never : P]: T[P] }
type Record<K, V> = { [P in K]: V }
type Exclude<T, U> = T extends U ? never : T
type Extract<T, U> = T extends U ? T : never
type NonNullable<T> = T extends null | undefined ? never : T
type NoInfer<T> = T
type ThisType<T> = unknown
type Parameters<T> = T extends (...parameters: infer P) => any ? P : never
type ReturnType<T> = T extends (...parameters: any) => infer R ? R : any
type ConstructorParameters<T> = T extends new (...parameters: infer P) => any ? P : never
type InstanceType<T> = T extends new (...parameters: any) => infer R ? R : any
type Uppercase<T> = string
type Lowercase<T> = string
type Capitalize<T> = string
type Uncapitalize<T> = string
type PromiseLike<T> = Promise<T>
type ReadonlyArray<T> = T[]
type ReadonlyMap<K, V> = Map<K, V>
type ReadonlySet<T> = Set<T>
type ArrayLike<T> = T[]
