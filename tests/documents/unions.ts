// What the types of another tool make of a union with a tag. It is compiled, not run.
import type { components } from './schema.js'

type Internal = components['schemas']['Internal']

export function told(value: Internal): string | number {
  switch (value.kind) {
    case 'nothing':
      return 0
    case 'node':
      return value.children?.length ?? 0
    case 'named-fields':
      return value.name
  }
}

// @ts-expect-error: there is no such variant
export const unknown: Internal = { kind: 'other' }
// @ts-expect-error: a field of another variant
export const mixed: Internal = { kind: 'nothing', name: 'x' }
