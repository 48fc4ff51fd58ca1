export { default } from "../../../photo/[id]/page";
