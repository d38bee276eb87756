import type { Model } from "../../kit/types";
import type { Open } from "../keeping";
/** Stand-in. */
export const openBrowser: Open = async (sent) => ({
  model(id) {
    const packed: any = sent.specs.find((each) => each.id === id);
    const words = Object.assign({}, ...packed.sections.map((name: string) => sent.words[name]));
    const state: any = { spec: { ...packed, language: sent.language, words, start: packed.items.rows.map((_: any, n: number) => n) }, saved: { work: "x", pages: {}, clock: 0 }, notice: "",
     answer: {choices:{},points:{},passes:{},fields:{},rows:[],order:[],phases:{},path:[],checked:false} };
    return { get: (n: string) => state[n], set: (n: string, v: unknown) => { state[n] = v; }, send() {}, on() {}, off() {} } as Model;
  },
  host: (part) => ({ get: (n: string) => (n === "page" ? sent.page : n === "states" ? {} : n === "words" ? sent.words[part === "figure" ? "figures" : part] : {}), watch: () => () => {}, ask: async () => ({}) }),
});
