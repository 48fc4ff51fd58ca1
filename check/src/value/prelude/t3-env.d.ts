// @t3-oss/env-nextjs 0.13.10: the variables that the schemas of zod describe, parsed. Seen by running it.

import { ZodType } from 'zod'

type Variables<Schemas> = { [K in keyof Schemas]: Schemas[K] extends ZodType<infer Output> ? Output : any }
type Options<Server, Client, Shared> = { server?: Server, client?: Client, shared?: Shared, extends?: any }

export declare function createEnv<Server = {}, Client = {}, Shared = {}>(
  options: Options<Server, Client, Shared>,
): Variables<Server> & Variables<Client> & Variables<Shared>
