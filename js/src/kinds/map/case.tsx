// One case: its text, the plot, two sliders that do the same, and what is said about the point.
import { useRef, useState } from "preact/hooks";
import { Reasons, WIDE } from "../../kit/feedback";
import { afterPress } from "../../kit/press";
import { quiet } from "../../kit/quiet";
import { Sure } from "../../kit/sure";
import type { Item } from "../../kit/types";
import { AXES, type Axis, CUT, MOST, type Point, pointIn, quarterOf } from "./answer";
import { MARGIN, Plot } from "./plot";
import type { MapWork } from "./work";

interface CaseProps {
  work: MapWork;
  item: Item;
  number: number;
  uid: string;
  /** Shows anew what is known only here, such as a slider that is still to be set. */
  redraw: () => void;
  /** Whether what is beside the reason opens at a tap. */
  folded?: boolean;
}

export function Case({ work, item, number, uid, redraw, folded }: CaseProps) {
  const { spec, phrases } = work;
  // On a small screen the map makes room for the reason, and comes back at a tap.
  const [changing, setChanging] = useState(false);
  const [draft, setDraft] = useState<Point | null>(null);
  const dragging = useRef(false);
  // Whether the press that is under way has placed the point already.
  const placed = useRef(false);
  const group = useRef<HTMLFieldSetElement | null>(null);
  const kept = work.answer.points[item.id];
  const point = draft ?? kept;
  const waits = work.waitsFor(item.id);
  const verdict = work.shown(item.id);
  const suggested = verdict && work.suggested(item.id);

  const place = (to: Point | null, axis: Axis | null = null) => {
    setDraft(null);
    setChanging(false);
    work.place(item, to, axis);
    redraw();
  };
  const takeOut = () => {
    place(null);
    group.current?.querySelector("input")?.focus();
  };

  const under = (event: MouseEvent) => {
    const area = event.currentTarget as HTMLElement;
    return pointIn(area.getBoundingClientRect(), MARGIN, event.clientX, event.clientY);
  };
  const area = {
    // A mouse drags from anywhere. A finger drags the point itself; elsewhere it scrolls the page,
    // and a tap arrives as a click.
    onPointerDown: (event: PointerEvent) => {
      placed.current = false;
      const onPoint = (event.target as Element).closest(".lm-mine");
      if (event.button !== 0 || (event.pointerType !== "mouse" && !onPoint)) return;
      dragging.current = true;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      setDraft(under(event));
    },
    onPointerMove: (event: PointerEvent) => {
      if (dragging.current) setDraft(under(event));
    },
    onPointerUp: (event: PointerEvent) => {
      placed.current = dragging.current;
      if (dragging.current) place(under(event));
      dragging.current = false;
    },
    onPointerCancel: () => {
      dragging.current = false;
      setDraft(null);
    },
    // Not once more after a drag: the reasons that it took away have moved the map from below it.
    onClick: (event: MouseEvent) => {
      if (!placed.current) place(under(event));
    },
    // The focus stays where it is: leaving a slider would end the case before the point is put.
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
  };

  const slider = (axis: Axis) => (
    <Slider
      key={axis}
      work={work}
      axis={axis}
      id={`${uid}-${item.id}-${axis}`}
      point={point}
      onDraft={setDraft}
      onPlace={place}
      onTakeOut={() => place(null)}
    />
  );
  const away = folded && verdict && !changing && !matchMedia(WIDE).matches;
  const quarter = point && quarterOf(spec, point);
  return (
    <fieldset
      ref={group}
      class="lm-row lm-case"
      data-item={item.id}
      data-choice={kept && (quarterOf(spec, kept) ?? "middle")}
      data-verdict={verdict}
      onFocusOut={(event: FocusEvent) => {
        if (waits === null || group.current?.contains(event.relatedTarget as Node | null)) return;
        afterPress(() => {
          work.settle(item);
          redraw();
        });
      }}
    >
      <legend dir="auto">
        <span class="lm-name">
          <span class="lm-number">{number}</span> {item.setting}
        </span>
        {item.text}
      </legend>
      {away && kept ? (
        <p class="lm-given">
          <button
            type="button"
            class="lm-chip"
            data-action="change"
            aria-label={phrases.say("change", { option: work.quarter(kept) })}
            onClick={() => setChanging(true)}
            {...quiet}
          >
            <b>{work.quarter(kept)}</b> <span aria-hidden="true">✎</span>
          </button>
        </p>
      ) : (
        <div class="lm-both">
          <Plot
            spec={spec}
            here={quarter}
            area={area}
            marks={[
              ...(suggested ? [{ point: suggested, look: "suggested" as const }] : []),
              ...(point ? [{ point, look: "mine" as const }] : []),
            ]}
          />
          <div class="lm-sliders">
            {AXES.map(slider)}
            <p class="lm-where">
              {!point && phrases.say("not-placed")}
              {point && waits && phrases.say("now-set", { axis: work.axis(waits) })}
              {point && !waits && phrases.say("your-point", { quarter: work.quarter(point) })}
            </p>
            {kept && (
              <button
                type="button"
                class="lm-tool"
                data-action="take-out"
                onClick={takeOut}
                {...quiet}
              >
                {phrases.say("take-out")}
              </button>
            )}
          </div>
        </div>
      )}
      {spec.settings.sure && kept && !waits && (
        <Sure
          phrases={phrases}
          of={item.id}
          uid={uid}
          chosen={work.answer.sure?.[item.id]}
          choose={(sure) => work.setSure(item, sure)}
        />
      )}
      {spec.settings.sure && kept && !waits && !verdict && spec.feedback === "instant" && (
        <p class="lm-small">{phrases.say("sure-first")}</p>
      )}
      {verdict && (
        <Reasons
          {...{ spec, phrases, verdict, folded }}
          item={item.id}
          headline={work.headline(item.id)}
        >
          {suggested && (
            <p>
              <span class="lm-mark lm-suggested" aria-hidden="true" />{" "}
              {phrases.say("suggested", work.values(suggested))}
            </p>
          )}
        </Reasons>
      )}
    </fieldset>
  );
}

interface SliderProps {
  work: MapWork;
  axis: Axis;
  id: string;
  point: Point | undefined;
  onDraft: (point: Point | null) => void;
  onPlace: (point: Point, axis: Axis) => void;
  onTakeOut: () => void;
}

function Slider({ work, axis, id, point, onDraft, onPlace, onTakeOut }: SliderProps) {
  const { phrases, spec } = work;
  const { low, high } = spec.settings[axis];
  const index = axis === "x" ? 0 : 1;
  const value = point
    ? phrases.say("value", { n: point[index], all: MOST })
    : phrases.say("not-placed");
  // Without a point yet, the other axis is in the middle.
  const here = (event: Event): Point => {
    const n = Number((event.currentTarget as HTMLInputElement).value);
    return index === 0 ? [n, point?.[1] ?? CUT] : [point?.[0] ?? CUT, n];
  };
  const shown = point?.[index] ?? CUT;
  // A finger that scrolls the page from here moves the thumb first: that is no answer.
  const scrolled = useRef(false);
  const place = (event: Event) => {
    if (!scrolled.current || event.type === "click") onPlace(here(event), axis);
    scrolled.current = false;
  };
  const onInput = (event: Event) => {
    if (scrolled.current) (event.currentTarget as HTMLInputElement).value = String(shown);
    else onDraft(here(event));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    scrolled.current = false;
    if (event.key === "Delete") onTakeOut();
    else if (event.key === "Enter" || event.key === " ") place(event);
    else return;
    event.preventDefault();
  };
  return (
    <div class={`lm-slider${point ? "" : " lm-open"}`}>
      <div class="lm-slider-head">
        <label for={id}>{work.axis(axis)}</label> <span aria-hidden="true">{value}</span>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={MOST}
        step={1}
        value={shown}
        data-axis={axis}
        aria-valuetext={phrases.say("said-value", { axis: work.axis(axis), value })}
        aria-describedby={`${id}-ends`}
        onInput={onInput}
        onChange={place}
        onPointerDown={() => {
          scrolled.current = false;
        }}
        onPointerCancel={() => {
          scrolled.current = true;
          onDraft(null);
        }}
        // A tap where the thumb lies already moves nothing, but it is an answer. A finger brings no
        // click here, and a screen reader nothing else.
        onPointerUp={place}
        onClick={place}
        onKeyDown={onKeyDown}
        {...quiet}
      />
      <div class="lm-ends" aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </div>
      <span id={`${id}-ends`} class="lm-unseen">
        {phrases.say("slider-ends", { low, high, all: MOST })}
      </span>
    </div>
  );
}
