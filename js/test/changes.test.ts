import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import decide from "../../tests/examples/decide-changes.json";
import map from "../../tests/examples/map-changes.json";
import order from "../../tests/examples/order-changes.json";
import quiz from "../../tests/examples/quiz-changes.json";
import scale from "../../tests/examples/scale-changes.json";
import sort from "../../tests/examples/sort-changes.json";
import write from "../../tests/examples/write-changes.json";
import { apply as choose } from "../src/kinds/choices/answer";
import { apply as decideOn } from "../src/kinds/decide/answer";
import { apply as mapOut } from "../src/kinds/map/answer";
import { apply as putInOrder } from "../src/kinds/order/answer";
import { apply as rate } from "../src/kinds/scale/answer";
import { apply as writeDown } from "../src/kinds/write/answer";
import type { Spec } from "../src/kit/types";

// The kernel is tested on the same examples: tests/unit/test_changes.py.
interface Group {
  exercise: { items: Record<string, string[]>; options: string[]; settings: object };
  changes: { what: string; before: object; change: object; after: { choices?: object } }[];
}
type Apply = (spec: Spec, answer: any, delta: object) => object;

const kinds: Record<string, [Apply, unknown]> = {
  decide: [decideOn, decide],
  map: [mapOut, map],
  order: [putInOrder, order],
  quiz: [choose, quiz],
  scale: [rate, scale],
  sort: [choose, sort],
  write: [writeDown, write],
};

const options = (ids: string[]) => ids.map((id) => ({ id, label: id }));

function specOf({ items, options: shared, settings }: Group["exercise"]): Spec {
  const own = Object.entries(items).map(([id, ids]) => ({
    id,
    text: id,
    ...(ids.length && { options: options(ids) }),
  }));
  return { settings, options: options(shared), items: own } as unknown as Spec;
}

/** So that whatever writes into it fails. */
function frozen<T>(value: T): T {
  if (typeof value === "object" && value) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** An answer as it travels: nothing in it is undefined. */
const sent = (answer: object) => JSON.parse(JSON.stringify(answer));

describe("what a change makes of an answer", () => {
  it("is told of every kind", () => {
    const folders = readdirSync("src/kinds").filter(
      (name) => !/choices|[.]ts$|together/.test(name),
    );
    expect(Object.keys(kinds).sort()).toEqual(folders.sort());
  });

  for (const [kind, [apply, groups]] of Object.entries(kinds)) {
    for (const { exercise, changes } of groups as Group[]) {
      it.each(changes)(`${kind}: $what`, ({ before, change, after }) => {
        const made = sent(apply(specOf(exercise), frozen(before), frozen(change)));
        expect(made).toEqual(after);
        // The order of cards in their bins is a part of the answer.
        expect(Object.keys(made.choices ?? {})).toEqual(Object.keys(after.choices ?? {}));
      });
    }
  }
});
