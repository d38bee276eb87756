// What a judged card says: icon and word, the reason, what would move it, the source.
import type { ComponentChildren } from "preact";
import { quiet } from "./quiet";
import type { Spec, Verdict } from "./types";
import { bestNumber, entryOf, optionsOf, verdictOf } from "./verdicts";
import type { Phrases } from "./words";

const ICONS: Record<Verdict, string> = { match: "✓", partly: "½", differ: "↔" };

/** What most would say. */
export function bestOf(spec: Spec, item: string): string {
  return optionsOf(spec, item)[bestNumber(entryOf(spec, item))]?.label ?? "";
}

/** One sentence on the verdict. */
export function headline(spec: Spec, phrases: Phrases, item: string, option: string): string {
  const entry = entryOf(spec, item);
  const verdict = verdictOf(spec, item, option);
  const chosen = optionsOf(spec, item).find((each) => each.id === option);
  if (!entry || !verdict) return "";
  const contested = entry.best !== undefined && verdict === "match";
  const form = contested ? "contested" : chosen?.unsure ? "unsure" : verdict;
  return phrases.say(`headline-${form}`, {
    best: bestOf(spec, item),
    choice: chosen?.label ?? "",
  });
}

export function Badge({ verdict, phrases }: { verdict: Verdict; phrases: Phrases }) {
  return (
    <span class={`lm-badge lm-${verdict}`}>
      <span aria-hidden="true">{ICONS[verdict]}</span> {phrases.say(`verdict-${verdict}`)}
    </span>
  );
}

interface FeedbackProps {
  spec: Spec;
  phrases: Phrases;
  item: string;
  option: string;
  /** Whether what is beside the reason opens at a tap. */
  folded?: boolean;
  /** More verdicts, between the first and the reason. */
  children?: ComponentChildren;
}

export function Feedback(props: FeedbackProps) {
  const { spec, phrases, item, option, folded } = props;
  const verdict = verdictOf(spec, item, option);
  if (!verdict) return null;
  return (
    <Reasons
      {...{ spec, phrases, item, verdict, folded }}
      headline={headline(spec, phrases, item, option)}
      also={props.children}
    />
  );
}

/** From this width on, everything that is said of an item fits on one screen. */
export const WIDE = "(min-width: 600px) and (min-height: 700px)";

interface ReasonsProps {
  spec: Spec;
  phrases: Phrases;
  item: string;
  verdict: Verdict;
  headline: string;
  folded?: boolean | undefined;
  /** More verdicts, right below the first. */
  also?: ComponentChildren;
  /** What only one kind has to add. */
  children?: ComponentChildren;
}

export function Reasons(props: ReasonsProps) {
  const { spec, phrases, item, verdict, headline, folded, also, children } = props;
  const entry = entryOf(spec, item);
  if (!entry) return null;
  const source = spec.sources?.[entry.sources ?? 0];
  const reasons = optionsOf(spec, item).flatMap(({ id, label }) =>
    entry.reasons?.[id] ? (
      <p key={id}>
        <b>{phrases.say("reason-for", { option: label })}</b> {entry.reasons[id]}
      </p>
    ) : (
      []
    ),
  );
  const rest = (
    <>
      {reasons}
      {entry.tips && (
        <p>
          <b>{phrases.say("what-would-tip")}</b> {entry.tips}
        </p>
      )}
      {children}
      {source && (
        <p class="lm-small">
          {phrases.say("drawing-on")} {source}
        </p>
      )}
    </>
  );
  const name = reasons.length ? "best-reasons" : entry.tips ? "tips-and-source" : "the-source";
  return (
    <div class={`lm-feedback lm-${verdict}`} dir="auto">
      <p>
        <Badge verdict={verdict} phrases={phrases} /> <strong>{headline}</strong>
      </p>
      {also}
      {entry.why && <p>{entry.why}</p>}
      {folded ? (
        <details open={matchMedia(WIDE).matches}>
          <summary {...quiet}>{phrases.say(name)}</summary>
          {rest}
        </details>
      ) : (
        rest
      )}
    </div>
  );
}
