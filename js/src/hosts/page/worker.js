// A folder of pages that was opened once opens ever after. Whoever writes the folder puts `SITE`, its
// version and its files, before this text.
const NAME = `leading-and-managing:${registration.scope}`;
const KEPT = `${NAME}:${SITE.version}`;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(SITE.files)));
  skipWaiting();
});

addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith(`${NAME}:`) && name !== KEPT);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))),
  );
});

// A page asks the network first, for what is new, and waits three seconds for it; what a page is
// made of has its version in its name or its address.
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  const kept = () => caches.match(request, { ignoreSearch: true });
  if (request.mode !== "navigate") {
    event.respondWith(kept().then((found) => found ?? fetch(request)));
    return;
  }
  const late = new Promise((_, fail) => setTimeout(fail, 3000));
  event.respondWith(
    Promise.race([fetch(request), late])
      .catch(kept)
      .then((found) => found ?? fetch(request)),
  );
});
