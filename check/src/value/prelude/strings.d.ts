// Functions that give text, seen by running them: clsx 2.1.1, classnames 2.5.1, tailwind-merge 3.7.0,
// class-variance-authority 0.7.1, nanoid 5.1.16, uuid 14.0.3, slugify 1.6.9.

type ToString = (...of: any[]) => string
export declare const clsx: ToString, cx: ToString, nanoid: ToString, twJoin: ToString, twMerge: ToString, v1: ToString,
  v3: ToString, v4: ToString, v5: ToString, v6: ToString, v7: ToString
export declare function customAlphabet(alphabet: string, size?: number): ToString
export declare function cva(...of: any[]): ToString
export declare function validate(id: any): boolean
declare const text: ToString
export default text
