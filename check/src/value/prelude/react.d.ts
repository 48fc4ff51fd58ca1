// React 19.3, from its documentation: what gives values in server components, and the types that are written there.

export type Key = string | number | bigint
export type ReactElement<P = any, T = any> = JsxElement
export type JSXElementConstructor<P> = (props: P) => ReactNode
// Arrays and promises of nodes are nodes too. All of them cross, so they need not be told apart.
export type ReactNode = JsxElement | string | number | bigint | boolean | null | undefined
export type ReactChild = ReactElement | string | number
export type ReactPortal = ReactElement
export type PropsWithChildren<P = {}> = P & { children?: ReactNode }

export interface FunctionComponent<P = {}> {
  (props: P): ReactNode
  displayName?: string
}
export type FC<P = {}> = FunctionComponent<P>
export type ComponentType<P = {}> = FunctionComponent<P>
export type ElementType<P = any> = string | FunctionComponent<P>
// What a component takes, which may be one of a client module.
type PropsOf<T> = intrinsic
export type ComponentProps<T> = T extends string ? HtmlProps : PropsOf<T>
export type ComponentPropsWithRef<T> = ComponentProps<T>
export type ComponentPropsWithoutRef<T> = ComponentProps<T>
// What most elements of the document take, and anything else: handlers are not told apart from actions.
interface HtmlProps {
  alt?: string
  children?: ReactNode
  className?: string
  height?: number | string
  href?: string
  id?: string
  placeholder?: string
  rel?: string
  src?: any
  style?: CSSProperties
  target?: string
  title?: string
  width?: number | string
  [attribute: string]: any
}
export type AnchorHTMLAttributes<T> = HtmlProps
export type ButtonHTMLAttributes<T> = HtmlProps
export type HTMLAttributes<T> = HtmlProps
export type HTMLProps<T> = HtmlProps
export type ImgHTMLAttributes<T> = HtmlProps
export type ForwardRefExoticComponent<P> = FunctionComponent<P>
export type MemoExoticComponent<T> = T

export interface CSSProperties {
  [property: string]: string | number | undefined
}
export type Dispatch<A> = (value: A) => void
export type SetStateAction<S> = S | ((before: S) => S)
export type Ref<T> = any
export type RefObject<T> = { current: T }
export type Usable<T> = Promise<T>

export namespace JSX {
  type Element = ReactElement
  type ElementType = any
  interface IntrinsicElements {
    [name: string]: any
  }
}

export declare const Fragment: any
export declare const StrictMode: any
export declare const Suspense: any
export declare const version: string

export declare function cache<F>(fn: F): F
export declare function cloneElement(element: any, props?: any, ...children: any[]): ReactElement
export declare function createElement(type: any, props?: any, ...children: any[]): ReactElement
export declare function forwardRef(render: any): ReactComponent<'forwardRef()'>
export declare function isValidElement(value: any): boolean
export declare function lazy<T>(load: () => Promise<{ default: T }>): T
export declare function memo(component: any, areEqual?: any): ReactComponent<'memo()'>
export declare function use<T>(value: Promise<T>): T
export declare function useCallback<F>(fn: F, dependencies?: any): F
export declare function useId(): string
export declare function useMemo<T>(make: () => T, dependencies?: any): T
export declare function useActionState<S>(action: (state: S, ...of: any[]) => any, state: S, link?: string): [S, any, boolean]

export declare const Children: {
  count(children: any): number
  toArray(children: any): ReactNode[]
}
