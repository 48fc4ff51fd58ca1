/** No dialog, wherever a page is loaded directly. */
export default function NoModal() {
  return null;
}
