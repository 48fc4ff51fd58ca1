export default function Page() {
  return (
    <form action="/api/ships" method="post" encType="multipart/form-data">
      <input name="name" required /> <input name="length" inputMode="decimal" required />
      <input name="owner.email" type="email" required /> <input name="owner.pin" type="password" required />
      <input name="insured" type="checkbox" /> <input name="papers" type="file" accept="application/pdf" />
      <button type="submit">Register</button>
    </form>
  );
}
