export { rules } from "../choices/rules";
