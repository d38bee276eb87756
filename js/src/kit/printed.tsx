/** On paper, the text of the field before it: a field shows what fits, and paper does not scroll. */
export function Printed({ text }: { text: string | undefined }) {
  return text ? (
    <p class="lm-print" aria-hidden="true" dir="auto">
      {text}
    </p>
  ) : null;
}
