// How it ended: the path taken, earlier ones, and those of somebody who never changes strategy.
import { Tool } from "../../kit/frame";
import { quiet } from "../../kit/quiet";
import { Bar } from "./gauges";
import { gauges, gaugesOf, rulesOf, strategyPath } from "./play";
import type { DecideWork } from "./work";

export function End({ work, onReplay }: { work: DecideWork; onReplay: () => void }) {
  const { spec, phrases, answer } = work;
  const columns = gaugesOf(spec);
  const rows: { name: string; path: string[] }[] = [
    { name: phrases.say("row-yours"), path: answer.path },
    ...answer.earlier.map((path, n) => ({ name: phrases.say("row-earlier", { n: n + 1 }), path })),
    ...rulesOf(spec).strategies.map(({ id, label }) => ({
      name: label,
      path: strategyPath(spec, id),
    })),
  ];
  // The roles say again what the elements are: on a narrow screen they are no longer laid out as a
  // table, and some browsers would then forget that they are one.
  return (
    <div class="lm-summary">
      <h4 tabIndex={-1} {...quiet}>
        {phrases.say("summary-title")}
      </h4>
      <table class="lm-paths" role="table">
        <caption>{phrases.say("caption")}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {phrases.say("column-path")}
            </th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col" role="columnheader" dir="auto">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ name, path }, index) => (
            <tr key={name} role="row" class={index === 0 ? "lm-own" : undefined}>
              <th scope="row" role="rowheader" dir="auto">
                {name}
              </th>
              {columns.map(({ id, label }) => {
                const value = gauges(spec, path).at(-1)?.[id] ?? 0;
                return (
                  <td key={id} role="cell">
                    <span class="lm-column" aria-hidden="true">
                      {label}
                    </span>{" "}
                    {value}
                    <Bar value={value} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="lm-small">{phrases.say("teaching-device")}</p>
      <p>{phrases.say("summary-next")}</p>
      <Tool action="replay" primary label={phrases.say("replay")} onClick={onReplay} />
    </div>
  );
}
