import Link from "next/link";
import { href } from "@/rutter/routes.gen";

export default function Page() {
  return (
    <main>
      <h1>Harbour</h1>
      <Link href={href("/berths")}>Free berths</Link> <Link href={href("/papers")}>Register a ship</Link>
    </main>
  );
}
