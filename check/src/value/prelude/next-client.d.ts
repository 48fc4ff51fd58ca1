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
export interface ImageProps {
  alt: string
  blurDataURL?: string
  className?: string
  fill?: boolean
  height?: number | string
  id?: string
  loading?: string
  placeholder?: string
  priority?: boolean
  quality?: number | string
  sizes?: string
  src: string | StaticImageData | { default: StaticImageData }
  style?: { [property: string]: string | number | undefined }
  title?: string
  unoptimized?: boolean
  width?: number | string
  [attribute: string]: any
}
export default function Component(props: ImageProps): any
