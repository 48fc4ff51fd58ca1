import Link from "next/link";

export default function Page() {
  return (
    <main>
      <h1>Harbour</h1>
      <Link href="/berths">Free berths</Link> <Link href="/papers">Register a ship</Link>
    </main>
  );
}
