// The rows: each a group of fields that can be moved and removed.
import { useLayoutEffect, useRef } from "preact/hooks";
import { Tool } from "../../kit/frame";
import { AdviceBox } from "./advised";
import { MOST_ROWS, type Rows, type Texts, written } from "./answer";
import { TakeRows } from "./earlier";
import { FieldView } from "./field";
import type { WriteWork } from "./work";

const CONTROL = "input, textarea, select";

export interface RowsProps {
  work: WriteWork;
  setting: Rows;
  uid: string;
}

export function RowsView({ work, setting, uid }: RowsProps) {
  const { phrases, rows } = work;
  const root = useRef<HTMLDivElement | null>(null);
  const next = useRef("");
  useLayoutEffect(() => {
    if (next.current) root.current?.querySelector<HTMLElement>(next.current)?.focus();
    next.current = "";
  });
  const inRow = (row: number, what: string) => {
    next.current = what
      .split(", ")
      .map((each) => `[data-row="${row}"] ${each}`)
      .join(", ");
  };
  const add = () => {
    if (rows.length < MOST_ROWS) inRow(rows.length, CONTROL);
    work.add();
  };
  const takeOut = (row: number) => {
    const left = Math.max(rows.length - 1, setting.least);
    if (row < left) inRow(row, CONTROL);
    else next.current = '[data-action="add"]';
    remove(work, row);
  };
  const shift = (row: number, by: -1 | 1) => {
    inRow(row + by, `[data-action="${by < 0 ? "up" : "down"}"]`);
    move(work, row, by);
  };
  const together = work.lackingTogether;
  return (
    <div ref={root}>
      <TakeRows work={work} onTake={() => inRow(0, CONTROL)} />
      {rows.map((row, n) => (
        <fieldset key={n} class="lm-row" data-row={n}>
          <legend class="lm-row-name" dir="auto">
            {work.rowName(n)}
          </legend>
          <div class="lm-row-fields">
            {setting.fields.map((field) => (
              <FieldView key={field.id} work={work} field={field} row={n} uid={uid} />
            ))}
          </div>
          <RowTools
            work={work}
            n={n}
            rows={rows}
            removable={rows.length > setting.least || written(row)}
            onMove={(by) => shift(n, by)}
            onRemove={() => takeOut(n)}
          />
        </fieldset>
      ))}
      {together.length > 0 && (
        <AdviceBox
          word={phrases.say("advice")}
          sentences={together.map((name) => work.advise(name))}
        />
      )}
      <div class="lm-tools">
        <Tool action="add" icon="+" label={setting.add} primary onClick={add} />
      </div>
    </div>
  );
}

/** Takes a row out. */
export function remove(work: WriteWork, at: number): void {
  const { rows } = work;
  const row = rows[at] ?? {};
  work.replace(
    rows.filter((_, n) => n !== at),
    ({ rows: now }) =>
      now.length < MOST_ROWS ? [...now.slice(0, at), row, ...now.slice(at)] : null,
  );
  work.say("said-removed", { row: work.rowName(at) });
}

/** Moves a row one up (-1) or down (+1). */
export function move(work: WriteWork, at: number, by: -1 | 1): void {
  const swapped = (rows: Texts[]) => {
    const [one, other] = [rows[at], rows[at + by]];
    return one && other && rows.map((row, n) => (n === at ? other : n === at + by ? one : row));
  };
  const next = swapped(work.rows);
  if (!next) return;
  work.replace(next, ({ rows }) => swapped(rows) ?? null);
  work.say("said-moved", { row: work.rowName(at + by) });
}

interface RowToolsProps {
  work: WriteWork;
  n: number;
  rows: Texts[];
  removable: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function RowTools({ work, n, rows, removable, onMove, onRemove }: RowToolsProps) {
  const tool = (label: string) => {
    const shown = work.phrases.say(label);
    return {
      label: shown,
      name: work.phrases.say("tool-of-row", { tool: shown, row: work.rowName(n) }),
    };
  };
  return (
    <div class="lm-moves">
      <Tool
        action="up"
        icon="↑"
        {...tool("move-up")}
        disabled={n === 0}
        onClick={() => onMove(-1)}
      />
      <Tool
        action="down"
        icon="↓"
        {...tool("move-down")}
        disabled={n === rows.length - 1}
        onClick={() => onMove(1)}
      />
      <Tool action="remove" icon="✕" {...tool("remove")} disabled={!removable} onClick={onRemove} />
    </div>
  );
}
