// next/link and next/form of Next 16.4.6. On the server both are server components that render a client one: as a value
// each is a function.

interface UrlObject {
  auth?: string | null
  hash?: string | null
  host?: string | null
  hostname?: string | null
  href?: string | null
  pathname?: string | null
  port?: string | number | null
  protocol?: string | null
  query?: string | null | { [name: string]: string | number | boolean | string[] | null | undefined }
  search?: string | null
  slashes?: boolean | null
}
export interface LinkProps<Route = string> {
  as?: string | UrlObject
  children?: ReactNode
  className?: string
  href: string | UrlObject
  id?: string
  locale?: string | false
  prefetch?: boolean | null | string
  rel?: string
  replace?: boolean
  scroll?: boolean
  shallow?: boolean
  style?: { [property: string]: string | number | undefined }
  target?: string
  title?: string
  [attribute: string]: any
}
type ReactNode = JsxElement | string | number | bigint | boolean | null | undefined
export default function Link(props: LinkProps): JsxElement
