export { choosing as rules } from "../choices/rules";
