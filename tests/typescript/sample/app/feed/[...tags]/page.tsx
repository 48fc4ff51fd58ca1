export default function Feed() {
  return null;
}
