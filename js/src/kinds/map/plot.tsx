// The map as a picture: two axes, four quarters, and points. It is for eyes and pointers only;
// sliders, or a list, say the same to everybody else.
import type { HTMLAttributes } from "preact";
import type { Spec } from "../../kit/types";
import { type Axis, MOST, type Point } from "./answer";

/** Between the frame and the ends of the axes, in pixels, so that no point is cut off. */
export const MARGIN = 14;

const ENDS = { x: ["low", "high"], y: ["high", "low"] } as const;
/** The quarters as one reads them: line by line, from the top. */
const CORNERS = [
  ["low", "high"],
  ["high", "high"],
  ["low", "low"],
  ["high", "low"],
];

interface Mark {
  point: Point;
  look: "mine" | "suggested" | "number";
  text?: string;
}

interface PlotProps {
  spec: Spec;
  marks: Mark[];
  /** The quarter that the participant's point lies in. */
  here?: string | undefined;
  area?: HTMLAttributes<HTMLDivElement>;
}

export function Plot({ spec, marks, here, area }: PlotProps) {
  const corners: string[][] = spec.settings.corners;
  const at = (value: number) => `calc(${MARGIN}px + (100% - ${2 * MARGIN}px) * ${value / MOST})`;
  const words = (axis: Axis) => (
    <span class={`lm-axis lm-axis-${axis}`}>
      <span>{spec.settings[axis][ENDS[axis][0]]}</span>
      <b>{spec.settings[axis].label}</b>
      <span>{spec.settings[axis][ENDS[axis][1]]}</span>
    </span>
  );
  return (
    <div class="lm-plot" aria-hidden="true">
      {words("y")}
      <div class="lm-area" data-plot={area && ""} {...area}>
        {CORNERS.map((corner) => {
          const option = spec.options[corners.findIndex((each) => String(each) === String(corner))];
          return (
            <span
              key={corner}
              class={`lm-corner lm-${corner.join("-")}${option?.id === here ? " lm-here" : ""}`}
            >
              {option?.label}
            </span>
          );
        })}
        {marks.map(({ point, look, text }) => (
          <span
            key={`${look} ${text ?? ""}`}
            class={`lm-mark lm-${look}`}
            data-mark={look}
            style={{ left: at(point[0]), bottom: at(point[1]) }}
          >
            {text}
          </span>
        ))}
      </div>
      {words("x")}
    </div>
  );
}
