// What would help a text: an icon with its word, and a sentence for each piece of advice.

export function AdviceBadge({ word }: { word: string }) {
  return (
    <span class="lm-badge lm-partly">
      <span aria-hidden="true">✎</span> {word}
    </span>
  );
}

export function AdviceBox(props: { id?: string; word: string; sentences: string[] }) {
  return (
    <div id={props.id} class="lm-advice">
      <AdviceBadge word={props.word} />
      {props.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
