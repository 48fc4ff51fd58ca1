export default function Opaque() {
  return null;
}
