// next/link and next/form of Next 16.4.6. On the server both are server components that render a client one: as a value
// each is a function.

export type LinkProps = any
export default function Link(props: any): JsxElement
