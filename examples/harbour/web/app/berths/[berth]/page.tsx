export default async function Page({ params }: PageProps<"/berths/[berth]">) {
  const { berth } = await params;
  return <h1>Berth {berth}</h1>;
}
