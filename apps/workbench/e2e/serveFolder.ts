/** A folder as a plain server of files gives it: no index of folders but `index.html`, nothing made on the way. */
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

export interface Served {
  /** Without a slash at the end. */
  readonly url: string;
  readonly close: () => void;
}

/** On a port of its own, until it is closed. */
export async function serveFolder(folder: string): Promise<Served> {
  const server = createServer(({ url = "" }, answer) => {
    const content = fileAt(join(folder, decodeURIComponent(new URL(url, "http://x").pathname)));
    const type = TYPES[extname(content?.path ?? "")] ?? "application/octet-stream";
    answer.writeHead(content === undefined ? 404 : 200, { "content-type": type });
    answer.end(content?.bytes ?? "");
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

function fileAt(path: string): { readonly path: string; readonly bytes: Buffer } | undefined {
  try {
    const file = statSync(path).isDirectory() ? join(path, "index.html") : path;
    return { path: file, bytes: readFileSync(file) };
  } catch {
    return undefined;
  }
}
