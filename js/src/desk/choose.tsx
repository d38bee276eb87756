// What the desk is set to: the package, the session, and whether this is a rehearsal.
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import type { Package, Page } from "./types";

interface ChooseProps {
  page: Page;
  pack: Package;
  number: string;
  rehearsing: boolean;
  phrases: Phrases;
  onPackage: (id: string) => void;
  onSession: (number: string) => void;
  onRehearse: (rehearsing: boolean) => void;
}

export function Choose({ page, pack, number, phrases, ...props }: ChooseProps) {
  const meetings = pack.parts.some(({ meeting }) => meeting !== 1);
  const titles = new Map(page.sessions.map((session) => [session.number, session.title]));
  const others = page.sessions.filter(
    (session) => !pack.parts.some((part) => part.number === session.number),
  );
  return (
    <>
      <div class="lm-desk-choose">
        <label>
          {phrases.say("package")}
          <select
            value={pack.id}
            data-choose="package"
            onChange={({ currentTarget }) => props.onPackage(currentTarget.value)}
            {...quiet}
          >
            {page.packages.map(({ id, title, minutes }) => (
              <option key={id} value={id}>
                {phrases.say("with-minutes", { what: title, n: minutes })}
              </option>
            ))}
          </select>
        </label>
        <label>
          {phrases.say("session")}
          <select
            value={number}
            data-choose="session"
            onChange={({ currentTarget }) => props.onSession(currentTarget.value)}
            {...quiet}
          >
            {pack.parts.map((part) => (
              <option key={part.number} value={part.number}>
                {phrases.say(meetings ? "of-meeting" : "with-minutes", {
                  what: `${part.number} ${titles.get(part.number)}`,
                  n: part.minutes,
                  meeting: part.meeting,
                })}
              </option>
            ))}
            {others.length > 0 && (
              <optgroup label={phrases.say("not-in-package")}>
                {others.map((session) => (
                  <option key={session.number} value={session.number}>
                    {phrases.say("with-minutes", {
                      what: `${session.number} ${session.title}`,
                      n: session.minutes,
                    })}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
        </label>
        <label class="lm-desk-switch">
          <input
            type="checkbox"
            checked={props.rehearsing}
            data-choose="rehearsal"
            onChange={({ currentTarget }) => props.onRehearse(currentTarget.checked)}
            {...quiet}
          />
          {phrases.say("rehearse")}
        </label>
      </div>
      <p class="lm-small">{pack.about}</p>
    </>
  );
}
