// next/dynamic of Next 16.4.6: what it loads is rendered as if it had been imported, so it is the component itself.

type Loaded<M> = M extends { default: infer C } ? C : M

export default function dynamic<M>(load: () => Promise<M>, options?: any): Loaded<M>
