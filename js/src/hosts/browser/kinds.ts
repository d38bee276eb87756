// The rules of every kind, by its name: the one place that a new kind is added to.

import { rules as decide } from "../../kinds/decide/rules";
import { rules as map } from "../../kinds/map/rules";
import { rules as order } from "../../kinds/order/rules";
import { rules as quiz } from "../../kinds/quiz/rules";
import { rules as scale } from "../../kinds/scale/rules";
import { rules as sort } from "../../kinds/sort/rules";
import { rules as write } from "../../kinds/write/rules";
import type { Rules } from "../../kit/rules";

export const KINDS: Record<string, Rules> = { decide, map, order, quiz, scale, sort, write };
