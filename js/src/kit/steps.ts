// What an item may ask beside its place; see workshop/kinds/steps.py.

export interface Stepped {
  checked: boolean;
  /** The second step, how sure somebody is, and the reason in words, each by item. */
  second?: Record<string, string>;
  sure?: Record<string, number>;
  notes?: Record<string, string>;
}

/** What a change says of an item beside its place; null takes it back. */
export interface Steps {
  second?: string | null;
  sure?: number | null;
  text?: string | null;
}

const PARTS = { second: "second", sure: "sure", text: "notes" } as const;

/** What was said of an item beside its place and its reason: the change that would say it again. */
export function stepsOf(answer: Stepped, item: string): Steps {
  return { second: answer.second?.[item] ?? null, sure: answer.sure?.[item] ?? null };
}

/** Says something of an item beside its place. */
export function say<A extends Stepped>(answer: A, item: string, steps: Steps): A {
  const next: A = { ...answer, checked: false };
  for (const name of Object.keys(PARTS) as (keyof Steps)[]) {
    if (!(name in steps)) continue;
    const part = PARTS[name];
    const { [item]: _, ...rest } = (next[part] ?? {}) as Record<string, any>;
    const value = steps[name];
    next[part] = (value === null || value === "" ? rest : { ...rest, [item]: value }) as any;
  }
  return next;
}
