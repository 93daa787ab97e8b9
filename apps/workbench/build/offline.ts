/**
 * A service worker written at build time: it knows every file of the build, keeps them in one
 * cache named after their contents, and answers from there. So the workbench opens offline, and a
 * new build replaces the old one as a whole.
 */
import { createHash } from "node:crypto";
import type { Plugin } from "vite";

export function offline(): Plugin {
  return {
    name: "cidery-offline",
    apply: "build",
    // Last: Vite takes away what held nothing but styles, and one file that is missing keeps all from being kept.
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const files = Object.keys(bundle)
          .filter((name) => !name.endsWith(".map"))
          .sort();
        const hash = createHash("sha256");
        for (const name of files) {
          const item = bundle[name];
          hash.update(name).update(item?.type === "chunk" ? item.code : (item?.source ?? ""));
        }
        const cache = `cidery-${hash.digest("hex").slice(0, 12)}`;
        const list = [
          "./",
          "./icon.svg",
          "./manifest.webmanifest",
          ...files.map((name) => `./${name}`),
        ];
        this.emitFile({ type: "asset", fileName: "sw.js", source: serviceWorker(cache, list) });
      },
    },
  };
}

function serviceWorker(cache: string, files: readonly string[]): string {
  return `const CACHE = ${JSON.stringify(cache)};
const FILES = ${JSON.stringify(files, null, 1)};
addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("cidery-") && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.includes("/__live")) return;
  // The documentation is not kept, and the workbench must not answer for it.
  if (url.pathname.startsWith(new URL("./docs/", location).pathname)) return;
  // A page comes from the network first, so that a new build is seen; files never change their name.
  const page = event.request.mode === "navigate";
  const kept = () => caches.match(page ? "./" : event.request, { ignoreSearch: true });
  const fetched = () => fetch(event.request);
  event.respondWith(page ? fetched().catch(kept) : kept().then((answer) => answer ?? fetched()));
});
`;
}
