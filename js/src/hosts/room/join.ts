// The page that a phone comes in by: a code, and perhaps who sits there. Whoever was here before, or
// comes from the address that the room had before, goes on without a word.

import { isRecord } from "../../kit/records";
import type { Words } from "../../kit/types";
import { Answers } from "../browser/answers";
import { openPlace } from "../browser/place";
import { followTheme } from "../page/theme";
import { Api } from "./api";
import { arrived, bring } from "./arriving";
import { AGAIN, placeOf, remembered, whoHere } from "./here";
import { restore } from "./restoring";

const api = new Api();
const HERE = "here";

async function main(): Promise<void> {
  followTheme();
  const from = arrived(location.hash);
  if (from) {
    // It says who somebody is: not in the address any longer than need be.
    history.replaceState(null, "", location.pathname);
    if (await returned(from.token, from.code)) {
      const place = await openPlace(placeOf(from.code));
      const brought = await bring(place, from).catch(() => false);
      // Also what somebody answered at another address since they were here last.
      await restore(api, place, !brought).catch(() => false);
      return location.replace(HERE);
    }
  }
  const form = document.querySelector<HTMLFormElement>("form[data-join]");
  if (!form) return;
  const known = whoHere();
  const asked = field(form, "code").value;
  if (known && (!asked || plain(asked) === known.code)) {
    if (await returned(known.token, known.code)) return location.replace(HERE + AGAIN);
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void join(form);
  });
  form.addEventListener("input", () => say(form, ""));
  const back = document.querySelector<HTMLFormElement>("form[data-back]");
  back?.addEventListener("submit", (event) => {
    event.preventDefault();
    void comeBack(back);
  });
  back?.addEventListener("input", () => say(back, ""));
  for (const choice of form.querySelectorAll<HTMLInputElement>("[name=who]"))
    choice.addEventListener("change", () => showPeople(form));
  showPeople(form);
}

async function returned(token: string, code: string): Promise<boolean> {
  const { status, told } = await api.post("api/return", { token });
  return status === 200 && remember(code, told);
}

/** Remembers who this is in the room; says whether the room has told that. */
function remember(code: string, told: unknown): boolean {
  if (!isRecord(told) || typeof told.token !== "string") return false;
  const word = typeof told.name === "string" ? told.name : "";
  remembered({ code, token: told.token, word });
  return true;
}

/** Comes back by the words that the room gave, and gets what the room has of this person. */
async function comeBack(form: HTMLFormElement): Promise<void> {
  const code = plain(field(form, "code").value);
  const word = field(form, "word").value;
  if (!code) return say(form, "no-code");
  if (!plain(word)) return say(form, "no-word");
  if (busy) return;
  busy = true;
  say(form, "coming-in");
  const { status, told } = await api.post("api/return", { code, word });
  busy = false;
  if (status === 200 && remember(code, told)) {
    const place = await openPlace(placeOf(code));
    // Where that fails, the page that comes next asks once more.
    await restore(api, place, true).catch(() => false);
    return location.replace(HERE);
  }
  refused(form, status, told);
}

async function open(code: string): Promise<Answers> {
  const answers = new Answers(await openPlace(placeOf(code)), new Map(), () => {});
  await answers.look();
  return answers;
}

let busy = false;

async function join(form: HTMLFormElement): Promise<void> {
  const code = plain(field(form, "code").value);
  if (!code) return say(form, "no-code");
  // Two taps are one.
  if (busy) return;
  busy = true;
  say(form, "coming-in");
  const { work } = await open(code).catch(() => ({ work: "" }));
  const table = (form.querySelector("[name=who]:checked") as HTMLInputElement | null)?.value;
  const people = table === "table" ? Number(field(form, "people").value) : 1;
  const profession = field(form, "profession")?.value ?? "";
  const { status, told } = await api.post("api/join", { code, work, people, profession });
  busy = false;
  if (status === 200 && remember(code, told)) return location.replace(HERE);
  refused(form, status, told);
}

const WRONG: Record<number, string> = {
  0: "room-away",
  401: "wrong-word",
  404: "wrong-code",
  410: "room-over",
};

function refused(form: HTMLFormElement, status: number, told: unknown): void {
  const wrong = WRONG[status];
  const said = isRecord(told) && typeof told.said === "string" ? told.said : "";
  say(form, wrong ?? "not-joined", wrong ? "" : said);
}

function say(form: HTMLFormElement, name: string, said = ""): void {
  const words: Words = JSON.parse(document.getElementById("workshop")?.textContent ?? "{}");
  const place = form.querySelector<HTMLElement>("[role=status]");
  if (place) place.textContent = said || (words[name] ?? "");
  if (["wrong-code", "no-code"].includes(name)) field(form, "code").focus();
  if (["wrong-word", "no-word"].includes(name)) field(form, "word").focus();
}

function showPeople(form: HTMLFormElement): void {
  const table = form.querySelector<HTMLInputElement>("[name=who][value=table]");
  const people = form.querySelector<HTMLElement>("[data-people]");
  if (people) people.hidden = !table?.checked;
}

/** A code as the room has it, however it was typed. */
function plain(code: string): string {
  return code.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}

void main();
