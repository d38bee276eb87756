import { beforeAll, describe, expect, it } from "vitest";
import groups from "../../tests/examples/first-votes.json";
import { Over } from "../src/hosts/room/think";
import { fetchRules, KINDS } from "../src/kinds/rules";
import type { Known } from "../src/kit/rules";
import { stubBrowser } from "./model";

// Python puts what is kept here back in its place: tests/unit/test_first_votes.py.
const options = (ids: string[]) => ids.map((id) => ({ id, label: id }));

function specOf({ kind, exercise }: (typeof groups)[number]): Known {
  const items = Object.entries(exercise.items).map(([id, own]) => ({
    id,
    text: id,
    ...(own.length && { options: options(own) }),
  }));
  const { settings } = exercise;
  return { id: "example", kind, settings, options: options(exercise.options), items } as any;
}

beforeAll(() => fetchRules(KINDS));

describe.each(groups.map((group) => ({ ...group, spec: specOf(group) })))(
  "what somebody said first, $kind",
  ({ spec, votes }) => {
    it.each(votes as any[])("$what", ({ looked, first, before, after, keeps }) => {
      stubBrowser();
      const over = new Over("room");
      over.note({ looked, opened: [] } as never, 1000);
      expect(over.keep(spec, first, before, after, 2000)).toEqual(keeps);
    });
  },
);
