// How a notebook joins a live room, and how it stands there. Only a kernel can: a page that keeps its
// answers in the browser says so instead.
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import { Tool } from "../kit/frame";
import type { Host } from "../kit/host";
import { quiet } from "../kit/quiet";
import type { Words } from "../kit/types";
import { Phrases } from "../kit/words";
import type { Keeper } from "./keeper";

/** What a page is sent that can join. */
interface Offered {
  words: Words;
  language: string;
  professions: [string, string][];
  /** How many people can sit at one table, and how many usually do. */
  most: number;
  usual: number;
  /** Whether the kernel is on a computer in the internet. */
  hosted: boolean;
}

interface InRoom {
  code?: string;
  standing?: string;
}

/** The room that was joined, drawn anew whenever something changes there. */
function useRoom(host: Host): InRoom {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => host.watch("in_room", () => redraw(0)), [host]);
  return host.get("in_room");
}

export function Joining({ keeper, uid }: { keeper: Keeper; uid: string }) {
  const { host } = keeper;
  const offered: Offered = host.get("room");
  const { code } = useRoom(host);
  const place = useRef<HTMLDivElement>(null);
  const phrases = new Phrases(offered.words, offered.language);
  const before = useRef(code);
  // The form, or the button, that was pressed is gone: what takes its place has the focus.
  useLayoutEffect(() => {
    if (before.current !== code) place.current?.focus();
    before.current = code;
  }, [code]);
  return (
    <div ref={place} class="lm-joining" tabIndex={-1} {...quiet}>
      {code === undefined ? (
        <Join keeper={keeper} uid={uid} offered={offered} phrases={phrases} />
      ) : (
        <Leave keeper={keeper} code={code} phrases={phrases} />
      )}
    </div>
  );
}

interface JoinProps {
  keeper: Keeper;
  uid: string;
  offered: Offered;
  phrases: Phrases;
}

function Join({ keeper, uid, offered, phrases }: JoinProps) {
  const [open, setOpen] = useState(false);
  const [table, setTable] = useState(false);
  const busy = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) first.current?.focus();
  }, [open]);
  const join = async (event: Event) => {
    event.preventDefault();
    // Two taps are one.
    if (busy.current) return;
    busy.current = true;
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(given.get(name) ?? "");
    await keeper.do("join", {
      address: said("address"),
      code: said("code"),
      people: table ? Number(said("people")) : 1,
      profession: said("profession"),
    });
    busy.current = false;
    const told = form.current?.closest("[data-header]")?.querySelector(".lm-notice");
    told?.scrollIntoView({ block: "nearest" });
  };
  // Within JupyterLab, Enter in a field does not send a form by itself.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing || !(event.target as Element).matches("input"))
      return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  const numbers = Array.from({ length: offered.most - 1 }, (_, at) => at + 2);
  return (
    <>
      <div class="lm-tools">
        <Tool
          action="join-room"
          label={phrases.say("open")}
          expanded={open}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open && (
        <form ref={form} onSubmit={join} onKeyDown={onKey} noValidate>
          <p>{phrases.say(offered.hosted ? "far-lead" : "lead")}</p>
          <label for={`${uid}-address`}>{phrases.say("address")}</label>
          <input
            ref={first}
            id={`${uid}-address`}
            class="lm-writing"
            name="address"
            type="text"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            dir="ltr"
            placeholder={phrases.say("address-like")}
            {...quiet}
          />
          <label for={`${uid}-code`}>{phrases.say("code")}</label>
          <input
            id={`${uid}-code`}
            class="lm-writing"
            name="code"
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            maxLength={12}
            dir="ltr"
            {...quiet}
          />
          <fieldset>
            <legend>{phrases.say("who")}</legend>
            {[false, true].map((each) => (
              <label key={String(each)}>
                <input
                  type="radio"
                  name="who"
                  checked={table === each}
                  onChange={() => setTable(each)}
                  {...quiet}
                />{" "}
                {phrases.say(each ? "our-table" : "just-me")}
              </label>
            ))}
          </fieldset>
          {table && (
            <>
              <label for={`${uid}-people`}>{phrases.say("people")}</label>
              <select id={`${uid}-people`} name="people" {...quiet}>
                {numbers.map((n) => (
                  <option key={n} value={n} selected={n === offered.usual}>
                    {n}
                  </option>
                ))}
              </select>
            </>
          )}
          {offered.professions.length > 0 && (
            <>
              <label for={`${uid}-profession`}>{phrases.say("profession")}</label>
              <select id={`${uid}-profession`} name="profession" {...quiet}>
                <option value="">{phrases.say("profession-open")}</option>
                {offered.professions.map(([id, label]) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </select>
            </>
          )}
          <p class="lm-small">{phrases.say("private")}</p>
          <div class="lm-tools">
            <button type="submit" class="lm-tool lm-primary" data-action="join" {...quiet}>
              {phrases.say("join")}
            </button>
          </div>
        </form>
      )}
    </>
  );
}

/** Takes everything out, once somebody has said yes to that. */
function Leave({ keeper, code, phrases }: { keeper: Keeper; code: string; phrases: Phrases }) {
  const [sure, setSure] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  useLayoutEffect(() => {
    const next = sure ? "leave-no" : "leave-room";
    if (asked.current) place.current?.querySelector<HTMLElement>(`[data-action=${next}]`)?.focus();
    asked.current = true;
  }, [sure]);
  const leave = async () => {
    await keeper.do("leave");
    setSure(false);
  };
  return (
    <div ref={place}>
      {sure && <p>{phrases.say("leave-sure", { code })}</p>}
      <div class="lm-tools">
        {sure && <Tool action="leave-yes" label={phrases.say("leave-yes")} onClick={leave} />}
        {sure && (
          <Tool action="leave-no" label={phrases.say("leave-no")} onClick={() => setSure(false)} />
        )}
        {!sure && (
          <Tool action="leave-room" label={phrases.say("leave")} onClick={() => setSure(true)} />
        )}
      </div>
    </div>
  );
}

const ICONS: Record<string, string> = { saved: "✓", sending: "…", late: "✓" };

/** What is said aloud too; that an answer is on its way, or there, would be said at every tap. */
const ALOUD = ["late", "away", "over", "out"];

/** How it stands, on one quiet line; nothing where no room was joined. */
export function Standing({ host }: { host: Host }) {
  const { code, standing = "" } = useRoom(host);
  const offered: Offered = host.get("room");
  const phrases = new Phrases(offered.words, offered.language);
  const told = code === undefined ? "" : phrases.say(`standing-${standing}`, { code });
  return (
    <div
      class="lm-root lm-header-room"
      data-standing={standing || undefined}
      lang={offered.language}
    >
      {told && (
        <p>
          <span aria-hidden="true">{ICONS[standing] ?? "⚠"}</span> {told}
        </p>
      )}
      <div class="lm-said" role="status">
        {ALOUD.includes(standing) && told}
      </div>
    </div>
  );
}
