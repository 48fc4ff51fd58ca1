export class Decimal {
  constructor(private readonly digits: string) {}

  plus(other: Decimal) {
    return new Decimal(this.digits + other.digits);
  }

  toJSON() {
    return this.digits;
  }
}

export class Account {
  #balance = 1;

  isEmpty() {
    return this.#balance === 0;
  }
}

export class Point {
  x = 1;
  y = 2;
}

export interface Product {
  name: string;
  price: Decimal | null;
  createdAt: Date;
  parent?: Product;
  onChange?: () => void;
}

export async function getProduct(): Promise<Product> {
  return { name: "a", price: new Decimal("1"), createdAt: new Date() };
}

export async function getPoint(): Promise<Point> {
  return { x: 1, y: 2 };
}

/** Says that it changes nothing, and makes everything plain. */
export function serialize<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

export function toPlainProduct(product: Product): Product {
  return serialize(product);
}

export const handlers = { label: "a", onSave: () => 1 };
