// What each kind says of an answer to whoever gave it, by its name: for the page that they take home.

import type { Lines } from "../kit/lines";
import { lines as decide } from "./decide/lines";
import { lines as map } from "./map/lines";
import { lines as order } from "./order/lines";
import { lines as quiz } from "./quiz/lines";
import { lines as scale } from "./scale/lines";
import { lines as sort } from "./sort/lines";
import { lines as write } from "./write/lines";

export const LINES: Record<string, Lines<any>> = { decide, map, order, quiz, scale, sort, write };
