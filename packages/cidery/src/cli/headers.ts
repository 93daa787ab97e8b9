/**
 * The headers of the workbench's server. A page may run only the scripts it was built with and speak
 * only with the server it came from, so that a model, a link or a lab that smuggles a script in
 * finds nothing that runs it and nowhere to send what it read. No other site may frame the page, but
 * for the embedded view, which edits no file.
 */

/** What the page may load. Styles may stand in the page: the editor and the pictures write them. */
export const PAGE_POLICY = [
  "default-src 'none'",
  // The numeric engine is WebAssembly; nothing may be evaluated from text.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** @param url of the request: `/?embed` may be framed, unless it shows a file on disk */
export function headersFor(url: string): Readonly<Record<string, string>> {
  const framed = mayBeFramed(url);
  return {
    // With the first two, browsers give workers shared memory.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": framed ? "cross-origin" : "same-origin",
    "Content-Security-Policy": `${PAGE_POLICY}; frame-ancestors ${framed ? "*" : "'none'"}`,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}

function mayBeFramed(url: string): boolean {
  const asked = new URLSearchParams(/^[^?#]*\?([^#]*)/u.exec(url)?.[1] ?? "");
  return asked.has("embed") && !asked.has("live");
}
