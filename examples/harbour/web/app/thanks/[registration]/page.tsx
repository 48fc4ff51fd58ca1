export default async function Page({ params }: PageProps<"/thanks/[registration]">) {
  const { registration } = await params;
  return <p>Your ship is registered as {registration}.</p>;
}
