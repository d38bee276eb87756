// The page that a phone comes in by: a code, and perhaps who sits there. Whoever was here before, or
// comes from the address that the room had before, goes on without a word.

import { isRecord } from "../../kit/records";
import type { Words } from "../../kit/types";
import { Answers } from "../browser/answers";
import { openPlace } from "../browser/place";
import { followTheme } from "../page/mount";
import { Api } from "./api";
import { arrived, bring } from "./arriving";
import { placeOf, remembered, whoHere } from "./here";

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
      await bring(place, from).catch(() => undefined);
      return location.replace(HERE);
    }
  }
  const form = document.querySelector<HTMLFormElement>("form[data-join]");
  if (!form) return;
  const known = whoHere();
  const asked = field(form, "code").value;
  if (known && (!asked || plain(asked) === known.code)) {
    if (await returned(known.token, known.code)) return location.replace(HERE);
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void join(form);
  });
  form.addEventListener("input", () => say(form, ""));
  for (const choice of form.querySelectorAll<HTMLInputElement>("[name=who]"))
    choice.addEventListener("change", () => showPeople(form));
  showPeople(form);
}

async function returned(token: string, code: string): Promise<boolean> {
  const { status } = await api.post("api/return", { token });
  if (status === 200) remembered({ code, token });
  return status === 200;
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
  if (status === 200 && isRecord(told) && typeof told.token === "string") {
    remembered({ code, token: told.token });
    return location.replace(HERE);
  }
  const wrong = { 0: "room-away", 404: "wrong-code", 410: "room-over" }[status];
  const said = isRecord(told) && typeof told.said === "string" ? told.said : "";
  say(form, wrong ?? "not-joined", wrong ? "" : said);
}

function say(form: HTMLFormElement, name: string, said = ""): void {
  const words: Words = JSON.parse(document.getElementById("workshop")?.textContent ?? "{}");
  const place = form.querySelector<HTMLElement>("[role=status]");
  if (place) place.textContent = said || (words[name] ?? "");
  if (["wrong-code", "no-code"].includes(name)) field(form, "code").focus();
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
