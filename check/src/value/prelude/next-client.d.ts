'use client'
// next/image and next/script of Next 16.4.6, which are client modules.

export interface StaticImageData {
  src: string
  height: number
  width: number
  blurDataURL?: string
  blurWidth?: number
  blurHeight?: number
}
export type ImageProps = any
export default function Component(props: any): any
