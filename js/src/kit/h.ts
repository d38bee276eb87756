// What esbuild turns JSX into; see build.mjs.
import { h as create, Fragment, type VNode } from "preact";

export { Fragment };

/**
 * Makes a virtual node, with each text alone in an element of its own that is keyed by what it says.
 *
 * A browser that translates a page takes the text nodes off it and puts elements in their place.
 * Preact would go on writing into what nobody sees any more. So no text is ever written into: where
 * the words change, their element goes, with whatever a translation put into it, and a new one comes.
 */
export function h(type: any, props: any, ...children: any[]): VNode<any> {
  if (type === "option") {
    // No element may stand in here, so it is this one that comes and goes.
    const text = children.flat().filter(isText).join("");
    return create(type, { ...props, key: `${props?.key} ${text}` }, text);
  }
  return create(
    type,
    props,
    ...(typeof type === "string" || type === Fragment ? apart(children) : children),
  );
}

function isText(child: unknown): child is string | number {
  return typeof child === "string" || typeof child === "number";
}

/** Puts each run of texts into its element; everything else stays at its place. */
function apart(children: any[]): any[] {
  let run = "";
  return children.map((child, at) => {
    if (Array.isArray(child)) return apart(child);
    if (!isText(child)) return child;
    run += child;
    if (isText(children[at + 1])) return null;
    const text = run;
    run = "";
    // Blanks between elements are never translated, and would be items of their own in a row.
    return text.trim() ? create("lm-t", { key: `${at} ${text}` }, text) : text;
  });
}
