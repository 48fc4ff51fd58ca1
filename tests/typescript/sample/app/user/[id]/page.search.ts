import { type } from "arktype";

export default type({ "tab?": "'posts' | 'likes'" });
