// What the kernel wrote: pages with tables that can be copied, and figures.
import { useLayoutEffect, useRef } from "preact/hooks";
import { alone, drawing } from "../kit/drawing";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import { copyTable } from "./copy";
import type { Figure, Say } from "./types";

export function Written({ html, phrases, say }: { html: string; phrases: Phrases; say: Say }) {
  const onClick = async (event: MouseEvent) => {
    const button = (event.target as Element).closest('[data-action="copy"]');
    const table = button?.closest("[data-table]")?.querySelector("table");
    if (!table) return;
    if (await copyTable(table)) say(phrases.say("copied"));
    else say(phrases.say("not-copied"), "bad");
  };
  return (
    <div class="lm-desk-written" onClick={onClick} dangerouslySetInnerHTML={{ __html: html }} />
  );
}

export function Figures({ figures, phrases }: { figures: Figure[]; phrases: Phrases }) {
  return (
    <>
      {figures.map(({ title, alt, wide }) => (
        <figure key={title} class="lm-desk-figure">
          <figcaption>
            <strong>{title}</strong>
          </figcaption>
          <Drawn svg={wide} alt={alt} title={title} />
          <a
            href={`data:image/svg+xml,${encodeURIComponent(alone(wide))}`}
            download={`${title}.svg`}
            {...quiet}
          >
            {phrases.say("save-figure")}
          </a>
        </figure>
      ))}
    </>
  );
}

function Drawn({ svg, alt, title }: { svg: string; alt: string; title: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.replaceChildren(drawing(svg, alt) ?? "");
  }, [svg, alt]);
  return (
    <div
      class="lm-desk-wide"
      ref={place}
      tabIndex={0}
      role="region"
      aria-label={title}
      {...quiet}
    />
  );
}
