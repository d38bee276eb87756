// The module of a page whose answers this browser keeps.
import { openBrowser } from "../browser/browser";
import { mount } from "./mount";

void mount(openBrowser);

// Read once, it opens without a network ever after; a page that cannot be installed names no worker.
const worker = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')?.dataset.worker;
if (worker && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(worker).catch(() => {
    // An origin that is not secure, or a private window: the page works while it is open.
  });
}
