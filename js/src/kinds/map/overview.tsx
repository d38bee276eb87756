// All cases on one small map, and the same as a list by quarter.
import { quarterOf } from "./answer";
import { Plot } from "./plot";
import type { MapWork } from "./work";

export function Overview({ work }: { work: MapWork }) {
  const { spec, phrases, answer } = work;
  const cases = spec.items.flatMap((item, index) => {
    const point = answer.points[item.id];
    return point ? [{ item, point, number: index + 1, quarter: quarterOf(spec, point) }] : [];
  });
  // Cases at the same place share a mark.
  const places = [...new Set(cases.map(({ point }) => String(point)))];
  const marks = places.flatMap((place) => {
    const here = cases.filter(({ point }) => String(point) === place);
    const text = here.map(({ number }) => number).join(", ");
    return here[0] ? [{ point: here[0].point, look: "number" as const, text }] : [];
  });
  const quarters = [...spec.options, { id: undefined, label: phrases.say("on-the-line") }];
  return (
    <div class="lm-overview">
      <h4>{phrases.say("overview")}</h4>
      <div class="lm-both">
        <Plot spec={spec} marks={marks} />
        <ul>
          {quarters.map(({ id, label }) => {
            const inside = cases.filter(({ quarter }) => quarter === id);
            if (!inside.length) return null;
            return (
              <li key={id ?? ""} dir="auto">
                <b>{label}</b>
                <ul>
                  {inside.map(({ item, number }) => (
                    <li key={item.id}>
                      {number} {work.name(item)}
                    </li>
                  ))}
                </ul>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
