// A folder of pages that was opened once opens ever after, at once and without a network: pages come
// from what the browser keeps. A newer folder is fetched meanwhile, as a whole, and shown when no page
// of the older one is open any more, so that a page never asks for a part that is gone. Whoever
// writes the folder puts `SITE`, its version and its files, before this text.
const NAME = `leading-and-managing:${registration.scope}:`;
const KEPT = NAME + SITE.version;

addEventListener("install", (event) => {
  const files = SITE.files.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(files)));
});

addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith(NAME) && name !== KEPT);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  const kept = caches.open(KEPT).then((here) => here.match(request, { ignoreSearch: true }));
  event.respondWith(kept.then((found) => found ?? fetch(request)));
});
