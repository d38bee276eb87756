export { lines } from "../choices/lines";
