import { PapersForm } from "./form";

export default function Page() {
  return (
    <>
      <h1>Register a ship</h1>
      <PapersForm />
    </>
  );
}
