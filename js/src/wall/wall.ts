// The wall: shows what the server says is shown now, as large as there is room for.
// It never asks anything of the people in front of it: whoever leads the room steps it from the desk.

const place = document.getElementById("wall") as HTMLElement;
const away = document.querySelector<HTMLElement>(".wall-away");
/** How often the size is halved towards the largest one that fits. */
const TRIES = 6;
/** A connection that is away for so long is said to be, in milliseconds. */
const PATIENCE = 4000;
/** How long until it is tried again, where a browser gave a stream up. */
const AGAIN = 2000;

/** Whether all that is shown is on the screen. */
function fits(): boolean {
  const wall = place.firstElementChild;
  if (!wall) return true;
  const middle = wall.querySelector(".wall-middle");
  return (
    wall.scrollHeight <= wall.clientHeight &&
    wall.scrollWidth <= wall.clientWidth &&
    (!middle || middle.scrollHeight <= middle.clientHeight)
  );
}

function sized(room: number): boolean {
  place.style.setProperty("--room", String(room));
  return fits();
}

/** Finds the largest type that fits; where the smallest does not, leaves out what is least needed. */
function enlarge(): void {
  delete place.dataset.tight;
  for (const tight of ["", "1", "2"]) {
    if (tight) place.dataset.tight = tight;
    if (sized(0)) break;
  }
  let low = 0;
  let high = 1;
  if (sized(1)) return;
  for (let n = 0; n < TRIES; n++) {
    const middle = (low + high) / 2;
    if (sized(middle)) low = middle;
    else high = middle;
  }
  sized(low);
}

const TIME: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
/** How much the server's clock is ahead of this one, in milliseconds. */
let ahead = 0;

function setClock(): void {
  const clock = place.querySelector<HTMLElement>("[data-ends]");
  if (clock?.dataset.now) ahead = Number(clock.dataset.now) - Date.now();
  const at = place.querySelector<HTMLElement>("[data-at]");
  if (at) {
    const time = new Date(Number(at.dataset.at) - ahead);
    const written = time.toLocaleTimeString(document.documentElement.lang, TIME);
    at.textContent = (at.dataset.says ?? "").replace("{time}", written);
  }
  tick();
}

function tick(): void {
  const clock = place.querySelector<HTMLElement>("[data-ends]");
  if (!clock) return;
  const left = Math.ceil((Number(clock.dataset.ends) - Date.now() - ahead) / 1000);
  const text =
    left > 0
      ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`
      : (clock.dataset.over ?? "");
  if (clock.textContent !== text) clock.textContent = text;
}

let asked = 0;

async function show(): Promise<void> {
  asked += 1;
  const mine = asked;
  try {
    const response = await fetch(place.dataset.shown ?? "", { credentials: "same-origin" });
    if (!response.ok) throw new Error(response.statusText);
    const html = await response.text();
    // A newer question gets the newer answer.
    if (mine !== asked) return;
    place.innerHTML = html;
    enlarge();
    setClock();
  } catch {
    if (mine === asked) setTimeout(show, AGAIN);
  }
}

function count(values: Record<string, number>): void {
  for (const each of place.querySelectorAll<HTMLElement>("[data-count]")) {
    const says = each.dataset.says ?? "";
    each.textContent = says.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  }
}

let waiting: number | undefined;

function listen(): void {
  const stream = new EventSource(place.dataset.events ?? "");
  stream.addEventListener("stage", () => void show());
  stream.addEventListener("count", ({ data }) => count(JSON.parse(data)));
  stream.onopen = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (away) away.textContent = "";
  };
  stream.onerror = () => {
    // What is shown stays.
    waiting ??= window.setTimeout(() => {
      if (away) away.textContent = away.dataset.says ?? "";
    }, PATIENCE);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
  };
}

addEventListener("resize", enlarge);
// Letters of another width come late.
void document.fonts?.ready.then(enlarge);
setInterval(tick, 500);
enlarge();
setClock();
if (place.dataset.events) listen();
