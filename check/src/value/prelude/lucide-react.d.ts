// The types that are written with lucide-react 0.462. It declares every icon in one file of 2 MB, which is not read for them.

import { ForwardRefExoticComponent } from 'react'

export type IconNode = [string, Record<string, string>][]
export interface LucideProps {
  absoluteStrokeWidth?: boolean
  size?: string | number
  [attribute: string]: any
}
export type LucideIcon = ForwardRefExoticComponent<LucideProps>
