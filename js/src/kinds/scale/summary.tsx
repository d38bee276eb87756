// What the ratings come to: means by group as a table, and what differs between passes.

import { type Pass, valuesOf } from "./answer";
import { EVEN, movesOf, type Results, results, WORK_ON } from "./results";
import type { ScaleWork } from "./work";

const MOST_MOVES = 5;

type Column = { pass: Pass; result: Results };

export function Summary({ work }: { work: ScaleWork }) {
  const { spec, answer, phrases, settings } = work;
  const columns = settings.passes
    .filter(({ id }) => Object.keys(valuesOf(answer, id)).length)
    .map((pass) => ({ pass, result: results(spec, answer, pass.id) }));
  const counted = columns.some(({ result }) => Object.values(result.means).some(isThere));
  const moves = movesOf(spec, answer);
  const checked = work.state === "checked";
  if (!counted && !moves && !checked) return null;
  return (
    <div class="lm-summary">
      <h4>{phrases.say(checked ? "summary-title" : "results-title")}</h4>
      {counted && <Means work={work} columns={columns} />}
      {moves && <Moves work={work} found={moves} />}
      {checked && <p>{phrases.say("summary-next")}</p>}
    </div>
  );
}

function isThere(value: number | null): value is number {
  return value !== null;
}

function Means({ work, columns }: { work: ScaleWork; columns: Column[] }) {
  const { spec, phrases, settings } = work;
  const sided = settings.groups.some(({ side }) => side);
  const number = figures(spec.language);
  const words = {
    limit: figures(spec.language, 1)(WORK_ON),
    even: figures(spec.language, 1)(EVEN),
  };
  return (
    <>
      <table class="lm-means">
        <caption dir="auto">
          {phrases.say("table-caption", {
            low: spec.options[0]?.label ?? "",
            high: spec.options.at(-1)?.label ?? "",
          })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{phrases.say("group")}</th>
            {columns.map(({ pass }) => (
              <th key={pass.id} scope="col" dir="auto">
                {pass.label || phrases.say("average")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {settings.groups.map(({ id, label }) => (
            <tr key={id} data-group={id}>
              <th scope="row" dir="auto">
                {label}
              </th>
              {columns.map(({ pass, result }) => (
                <Mean key={pass.id} work={work} mean={result.means[id] ?? null}>
                  {result.toWorkOn.includes(id) && (
                    <span class="lm-badge lm-partly">{phrases.say("to-work-on")}</span>
                  )}
                </Mean>
              ))}
            </tr>
          ))}
        </tbody>
        {sided && (
          <tfoot>
            {(["lead", "manage"] as const).map((side) => (
              <tr key={side} data-group={side}>
                <th scope="row">
                  {phrases.say(side === "lead" ? "side-leading" : "side-managing")}
                </th>
                {columns.map(({ pass, result }) => (
                  <Mean key={pass.id} work={work} mean={result[side]} />
                ))}
              </tr>
            ))}
            <tr data-group="balance">
              <th scope="row">{phrases.say("balance")}</th>
              {columns.map(({ pass, result: { balance } }) => (
                <td key={pass.id}>
                  {balance === null ? (
                    <TooFew work={work} />
                  ) : (
                    <span class="lm-figure">{number(balance, true)}</span>
                  )}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {sided && columns.map((column) => <Balance key={column.pass.id} work={work} {...column} />)}
      <p class="lm-small">
        {phrases.say("rule-average", words)} {sided && phrases.say("rule-balance", words)}{" "}
        {phrases.say("rule-source")}
      </p>
    </>
  );
}

function Mean(props: {
  work: ScaleWork;
  mean: number | null;
  children?: preact.ComponentChildren;
}) {
  const { work, mean } = props;
  if (mean === null) {
    return (
      <td>
        <TooFew work={work} />
      </td>
    );
  }
  return (
    <td>
      <span class="lm-figure">{figures(work.spec.language)(mean)}</span> {props.children}
      <span class="lm-average" aria-hidden="true">
        <span style={{ width: `${((mean - 1) / 4) * 100}%` }} />
      </span>
    </td>
  );
}

function TooFew({ work }: { work: ScaleWork }) {
  return <span class="lm-small">{work.phrases.say("too-few")}</span>;
}

/** One sentence on the balance of a pass. */
function Balance({ work, pass, result }: Column & { work: ScaleWork }) {
  const { phrases } = work;
  const { balance, even } = result;
  if (balance === null) return null;
  const form = even ? "even" : balance > 0 ? "leading" : "managing";
  const text = phrases.say(`balance-${form}`, {
    n: figures(work.spec.language)(Math.abs(balance)),
    even: figures(work.spec.language, 1)(EVEN),
  });
  return <p dir="auto">{pass.label ? phrases.say("of-pass", { pass: pass.label, text }) : text}</p>;
}

function Moves({
  work,
  found,
}: {
  work: ScaleWork;
  found: NonNullable<ReturnType<typeof movesOf>>;
}) {
  const { spec, phrases } = work;
  const { from, to, moves } = found;
  const values = { from, to, n: moves.length, all: spec.items.length };
  return (
    <>
      <p dir="auto">{phrases.say(moves.length ? "differ-some" : "differ-none", values)}</p>
      {moves.length > 1 && <p>{phrases.say("differ-most")}</p>}
      {moves.length > 0 && (
        <ul>
          {moves.slice(0, MOST_MOVES).map((move) => (
            <li key={move.item} dir="auto">
              {spec.items.find(({ id }) => id === move.item)?.text}{" "}
              <strong>
                {phrases.say("from-to", { from: work.short(move.from), to: work.short(move.to) })}
              </strong>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Writes numbers as the language does, with two decimals unless told, and a real minus sign. */
function figures(language: string, decimals = 2) {
  return (value: number, signs = false): string =>
    new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: signs ? "exceptZero" : "auto",
    })
      .format(value)
      .replace("-", "−");
}
