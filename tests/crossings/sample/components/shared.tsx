import { Client } from "./client";

export function Icon() {
  return <i />;
}

export function Unused() {
  return (
    <Client
      value={() => 1} // non-serializable throws value, not live
    />
  );
}
