import { describe, expect, it } from "vitest";
// The same examples are read by tests/unit/test_attended.py.
import examples from "../../tests/examples/attended.json";
import { attended } from "../src/hosts/browser/attended";

const minutes = new Map(examples.chapters.map((each) => [each.number, each.minutes]));
const titles = new Map(examples.chapters.map((each) => [each.number, each.title]));

describe("a record of attendance", () => {
  it.each(examples.cases)("of $answered", ({ answered, told }) => {
    const mine = examples.exercises
      .filter(({ id }) => answered.includes(id))
      .map((each) => ({
        ...each,
        session: { number: each.session, minutes: minutes.get(each.session) ?? null },
      }));
    const sessions = told?.sessions.map((n) => [n, titles.get(n), minutes.get(n)]);
    expect(attended(examples.chapters, mine)).toEqual(told ? { ...told, sessions } : undefined);
  });
});
