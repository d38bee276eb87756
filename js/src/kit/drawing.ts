// Pictures that the kernel drew, as part of the page: they have its colours, its letters, its zoom.

const KNOWN = new Set(["svg", "g", "defs", "path", "rect", "use", "text", "clipPath", "pattern"]);

/** Turns an SVG into an element that says what it shows; nothing where it holds more than lines. */
export function drawing(svg: string, alt: string): SVGElement | null {
  const made = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const drawn = (each: Element) =>
    KNOWN.has(each.localName) && [...each.attributes].every(({ name }) => !name.startsWith("on"));
  if (![made, ...made.querySelectorAll("*")].every(drawn)) return null;
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", alt);
  return document.importNode(made as Element as SVGElement, true);
}

/** Gives the same picture for a file, which no page lends its colours. */
export function alone(svg: string): string {
  return svg.replace(/var\([^,()]+, ([^()]+)\)/g, "$1");
}
