// The module of a page: this browser keeps its answers, or a program on this computer does.
import { openBrowser } from "../browser/browser";
import type { Open } from "../keeping";
import { mount } from "./mount";

const open: Open = async (sent) => {
  if (sent.keeper === "browser") return openBrowser(sent);
  const { openServer } = await import("../server");
  return openServer(sent);
};
// The pages of a room have modules of their own, which need much of this one.
if (!document.querySelector("[data-room]")) void mount(open);

// Read once, it opens without a network ever after; a page that cannot be installed names no worker.
const worker = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')?.dataset.worker;
if (worker && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(worker).catch(() => {
    // An origin that is not secure, or a private window: the page works while it is open.
  });
}
