// What somebody decided at each turn, for them to read.
import type { Line, Lines } from "../../kit/lines";
import type { Answer } from "./answer";

export const lines: Lines<Answer> = (spec, { path }) =>
  path.flatMap((option, turn): Line[] => {
    const item = spec.items[turn];
    const taken = item?.options?.find(({ id }) => id === option);
    return item && taken ? [[item.setting ?? item.text, taken.label]] : [];
  });
