// next-intl 4, on the server: translations are functions. From its documentation; it was not run.

interface Translate {
  (key: any, ...of: any[]): string
  has(key: any): boolean
  markup(key: any, ...of: any[]): string
  raw(key: any): any
  rich(key: any, ...of: any[]): any
}
interface Format {
  dateTime(...of: any[]): string
  dateTimeRange(...of: any[]): string
  list(...of: any[]): any
  number(...of: any[]): string
  relativeTime(...of: any[]): string
}
export declare function getFormatter(of?: any): Promise<Format>
export declare function getLocale(): Promise<string>
export declare function getMessages(of?: any): Promise<any>
export declare function getNow(of?: any): Promise<Date>
export declare function getTimeZone(of?: any): Promise<string>
export declare function getTranslations(of?: any): Promise<Translate>
export declare function setRequestLocale(locale: string): void
export declare function useLocale(): string
export declare function useTranslations(namespace?: any): Translate
