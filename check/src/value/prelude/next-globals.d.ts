// The types that Next 16.4.6 generates for an app's routes, and what it gives to pages and layouts: a layout gets one
// more node for each of its slots.

interface PageProps<Route = string> {
  params: Promise<PlainData>
  searchParams: Promise<PlainData>
}
interface LayoutProps<Route = string> {
  children: JsxElement
  params: Promise<PlainData>
  [slot: string]: JsxElement
}
interface RouteContext<Route = string> {
  params: Promise<PlainData>
}
