// The rules of every kind, by its name: the one list that a new kind is added to. They come with the
// board of the kind, which needs most of them too; so a page has those of its own kinds, and fetches
// the others when somebody asks for all of their work.
import type { Known, Rules } from "../kit/rules";

const RULES: Record<string, () => Promise<{ rules: Rules }>> = {
  decide: () => import("./decide/rules"),
  map: () => import("./map/rules"),
  order: () => import("./order/rules"),
  quiz: () => import("./quiz/rules"),
  scale: () => import("./scale/rules"),
  sort: () => import("./sort/rules"),
  write: () => import("./write/rules"),
};

const fetched = new Map<string, Rules>();

export const KINDS = Object.keys(RULES);

/** Fetches the rules of kinds; of those that there are none of, nothing. */
export async function fetchRules(kinds: Iterable<string>): Promise<void> {
  const wanted = [...new Set(kinds)].filter((kind) => kind in RULES && !fetched.has(kind));
  await Promise.all(wanted.map(async (kind) => fetched.set(kind, (await RULES[kind]!()).rules)));
}

/** The rules of a kind that were fetched. */
export function rulesOfKind(kind: string): Rules {
  const rules = fetched.get(kind);
  if (!rules) throw new Error(`The rules of “${kind}” are not here.`);
  return rules;
}

/** A field, and which field of another exercise it is about; see workshop/kinds/earlier.py. */
export interface About {
  field: string;
  exercise: string;
  there: string;
  /** As much of that exercise as its text is read by: it need not be fetched for that. */
  known: Known;
}

export function aboutOf(settings: Known["settings"]): About[] {
  const fields: { id: string; about?: string }[] = settings.fields ?? [];
  return fields.flatMap(({ id: field, about }) => {
    if (!about) return [];
    const [exercise = "", there = ""] = about.split(".");
    const fields = [{ id: there, as: "text" }];
    const known = { kind: "write", settings: { fields, rows: { fields } } } as unknown as Known;
    return [{ field, exercise, there, known }];
  });
}
