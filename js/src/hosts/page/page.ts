// The module of a page: this browser keeps its answers, or a program on this computer does.
import { openBrowser } from "../browser/browser";
import type { Open } from "../keeping";
import { mount } from "./mount";

const open: Open = async (sent) => {
  if (sent.keeper === "browser") return openBrowser(sent);
  const { openServer } = await import("../server");
  return openServer(sent);
};
// The pages of a room make themselves live.
const ROOM: Record<string, () => Promise<unknown>> = {
  join: () => import("../room/join"),
  phone: () => import("../room/open"),
};
const room = ROOM[document.documentElement.dataset.room ?? ""];
void (room ? room() : mount(open));

// Read once, it opens without a network ever after; a page that cannot be installed names no worker.
const worker = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')?.dataset.worker;
if (worker && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(worker).catch(() => {
    // An origin that is not secure, or a private window: the page works while it is open.
  });
}
