export default function Item() {
  return null;
}
