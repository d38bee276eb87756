import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import groups from "../../tests/examples/kept.json";
import { keepFirst } from "../src/hosts/browser/first";
import { rulesOf, state } from "../src/hosts/browser/record";
import { fetchRules, KINDS } from "../src/kinds/rules";
import type { Known } from "../src/kit/rules";

// Python is tested on the same examples: tests/unit/test_kept.py.
const options = (ids: string[]) => ids.map((id) => ({ id, label: id }));

function specOf({ items, ...more }: any): Known {
  const own = Object.entries<string[]>(items).map(([id, ids]) => ({
    id,
    text: id,
    ...(ids.length && { options: options(ids) }),
  }));
  return { ...more, options: options(more.options), items: own, table: own } as unknown as Known;
}

const sent = (value: unknown) => JSON.parse(JSON.stringify(value));

await fetchRules(KINDS);

describe("what a page that keeps answers says of them", () => {
  it("is told of every kind", () => {
    const folders = readdirSync("src/kinds").filter(
      (name) => !/choices|[.]ts$|together/.test(name),
    );
    expect([...KINDS].sort()).toEqual(folders.sort());
  });

  for (const { exercise, answers, first } of groups as any[]) {
    const spec = specOf(exercise);
    const rules = rulesOf(spec);
    it.each(answers as any[])(`${spec.kind}: $state, $size`, ({ answer, ...wanted }: any) => {
      const pruned = rules.prune(spec, answer);
      expect(
        sent({
          pruned,
          size: rules.size(answer),
          counted: rules.counted(spec, pruned),
          state: state(spec, pruned),
          "without words": rules.withoutWords(spec, answer),
          told: rules.told(spec, answer),
        }),
      ).toEqual(wanted);
      expect(rules.lines({ ...spec, words: {} }, pruned)).toBeInstanceOf(Array);
    });
    it.each(first as any[])(`${spec.kind}: first choices`, ({ before, after, kept }: any) => {
      const made = keepFirst(spec, {}, rules.prune(spec, before), rules.prune(spec, after));
      expect(sent(made)).toEqual(kept);
    });
  }
});
