// node:querystring of Node 26, from its documentation: what it parses has no prototype, seen by running it.

export declare function parse(text: string, ...of: any[]): NullPrototype<'querystring.parse()'>
export declare function decode(text: string, ...of: any[]): NullPrototype<'querystring.decode()'>
export declare function stringify(value: any, ...of: any[]): string
export declare function encode(value: any, ...of: any[]): string
export declare function escape(text: string): string
export declare function unescape(text: string): string
