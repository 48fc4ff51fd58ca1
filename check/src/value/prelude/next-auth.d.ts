// next-auth 5.0.0-beta.29: `auth()` reads the session as JSON. In next-auth 4.24.15 `getServerSession()` gives what
// callbacks put into it. Both from reading them, not from running them.

type User = { name?: string | null, email?: string | null, image?: string | null, [field: string]: any }
export type Session = { user?: User, expires: string, [field: string]: any }
type JsonSession = { user: PlainData, expires: string, [field: string]: PlainData }
interface Auth {
  (): Promise<JsonSession | null>
  (...of: any[]): any
}
declare function NextAuth(config: any): { auth: Auth, handlers: any, signIn: any, signOut: any, unstable_update: any }
export default NextAuth
export declare function getServerSession(...of: any[]): Promise<Session | null>
