import { lazy, type ReactNode } from "react";
import { Client, columns, ui } from "@/components";
import { Icon } from "@/components/shared";
import { save, wrapped } from "@/lib/actions";
import { Account, Decimal, Point, getPoint, getProduct, handlers, serialize, toPlainProduct } from "@/lib/data";

const Later = lazy(() => import("@/components/client").then((it) => ({ default: it.Client })));

const list: unknown[] = [];
list.push(() => 1);

function callback() {
  return 1;
}

async function inline() {
  "use server";
}

export default async function Page(props: { children: ReactNode; onSave: () => void; anything: any }) {
  const product = await getProduct();
  const plain = serialize(product);
  const products = [plain].map((it) => it);
  const date = new Date();
  const symbol = Symbol("local");
  const alias = callback;
  const bound = save.bind(null, "1");
  const account = Math.random() > 0.5 ? new Account() : null;
  const either = Math.random() > 0.5 ? callback : "text";
  const groups = /(?<year>\d+)/.exec("2026")?.groups;
  const lines: { total: Decimal }[] = [];
  return (
    <Client
      text="a" // serializable
      bare // serializable
      number={1} // serializable
      date={date} // serializable
      map={new Map([["a", 1]])} // serializable
      mapOfFunctions={new Map([["a", callback]])} // non-serializable throws mapOfFunctions[]
      promise={getPoint()} // unknown
      promiseOfDecimal={getProduct()} // non-serializable coerced promiseOfDecimal[].price
      element={<Icon />} // serializable
      node={props.children} // serializable
      icon={Icon} // non-serializable throws icon
      alias={alias} // non-serializable throws alias
      inline={() => 1} // non-serializable throws inline
      absent={Math.random() > 0.5 ? callback : undefined} // non-serializable throws absent
      either={either} // unknown
      given={props.onSave} // unknown
      anything={props.anything} // unknown
      asserted={props.anything as string} // serializable
      action={save} // serializable
      wrapped={wrapped} // serializable
      ownAction={inline} // serializable
      bound={bound} // serializable
      boundToClass={save.bind(null, new Decimal("1") as never)} // non-serializable coerced boundToClass.bind()
      wrappedAction={() => save("1")} // non-serializable throws wrappedAction
      columns={columns} // serializable
      product={product} // non-serializable coerced product.price
      name={product.name} // serializable
      plain={plain} // unknown
      plainPrice={plain.price} // unknown
      mappedPlain={products} // unknown
      plainByBody={toPlainProduct(product)} // unknown
      json={JSON.stringify(product)} // serializable
      parsed={JSON.parse("{}")} // serializable
      lines={lines} // non-serializable coerced lines[].total
      account={account} // non-serializable throws account
      point={await getPoint()} // unknown
      newPoint={new Point()} // non-serializable throws newPoint
      spreadPoint={{ ...new Point() }} // serializable
      spreadAccount={{ ...new Account() }} // serializable
      changed={list} // unknown
      symbol={symbol} // non-serializable throws symbol
      globalSymbol={Symbol.for("a")} // serializable
      iterator={Symbol.iterator} // non-serializable throws iterator
      pattern={/a/} // non-serializable throws pattern
      url={new URL("https://a.test")} // non-serializable coerced url
      query={new URLSearchParams()} // serializable
      buffer={Buffer.from("a")} // non-serializable coerced buffer
      bytes={new Uint8Array(1)} // serializable
      error={new TypeError("a")} // serializable
      groups={groups} // non-serializable throws groups
      bare_object={Object.create(null)} // non-serializable throws bare_object
      literal={{ __proto__: null, a: 1 }} // non-serializable throws literal.__proto__
      nested={{ rows: [{ cell: callback }] }} // non-serializable throws nested.rows[].cell
      overridden={{ ...handlers, onSave: undefined }} // serializable
      toJson={{ toJSON: () => "a" }} // non-serializable coerced toJson
      weak={new WeakMap()} // non-serializable throws weak
      {...handlers} // non-serializable throws onSave
    >
      <Later
        value={callback} // non-serializable throws value
      />
      <ui.Client
        value={1} // serializable
        {...product} // non-serializable coerced price
      />
      <Client
        {...{ onSave: callback }} // serializable
        onSave="a" // serializable
      />
    </Client>
  );
}
