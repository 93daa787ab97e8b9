/**
 * A small static server for the workbench: the built folder, with the headers under which browsers
 * give workers shared memory, and on request one file on disk, live both ways (see live.ts). It
 * listens on this machine only.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { headersFor } from "./headers.ts";
import { serveFile } from "./live.ts";

export interface ServeOptions {
  /** 0 (default) takes a free one. */
  readonly port?: number;
  /** The built workbench. */
  readonly folder: string;
  /** A file to keep in step with its pages; one that cannot be written back is only shown. */
  readonly file?: string;
  /** Another folder of files, served below `/gallery/`. */
  readonly gallery?: string;
  /** Why the file is only shown, whatever it holds. */
  readonly fixed?: string;
}

export interface ServedWorkbench {
  /** The address to open; with a file it ends in `?live`. */
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const HEADERS = headersFor("/");
const GALLERY = "/gallery/";

/** @throws Error when the folder holds no workbench, the file cannot be read or the port is taken */
export async function serveWorkbench(options: ServeOptions): Promise<ServedWorkbench> {
  const { folder, file, fixed, gallery, port = 0 } = options;
  if (!isFile(join(folder, "index.html"))) {
    throw new Error(`${folder} holds no built workbench; run \`npm run build\` first`);
  }
  const live = file === undefined ? undefined : await serveFile(file, HEADERS, fixed);
  const server = createServer((request, response) => {
    const path = pathOf(request);
    if (live !== undefined && path.startsWith("/__live/")) live.answer(path, request, response);
    else if (gallery !== undefined && path.startsWith(GALLERY))
      sendFile(gallery, path.slice(GALLERY.length - 1), response, HEADERS);
    else sendFile(folder, path, response, headersFor(request.url ?? "/"));
  });
  try {
    await listening(server, port);
  } catch (error) {
    live?.close();
    throw error;
  }
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://localhost:${actual}/${live === undefined ? "" : "?live"}`,
    close: () =>
      new Promise((resolve) => {
        live?.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`port ${port} is taken; choose another one`)
          : error,
      );
    });
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

function pathOf({ url = "/" }: IncomingMessage): string {
  try {
    return decodeURIComponent(url.split(/[?#]/u)[0] ?? "/");
  } catch {
    return "/";
  }
}

function sendFile(
  folder: string,
  path: string,
  response: ServerResponse,
  headers: typeof HEADERS,
): void {
  const wanted = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  const inside = wanted.startsWith(normalize(folder) + sep);
  if (!inside || !isFile(wanted)) {
    response.writeHead(404, { ...headers, "Content-Type": "text/plain; charset=utf-8" });
    response.end("There is nothing at this address.\n");
    return;
  }
  // Files that a build names after their contents lie in one folder; elsewhere a long word is a name.
  const hashed =
    wanted.startsWith(normalize(join(folder, "assets")) + sep) && /-[\w-]{8,}\.\w+$/u.test(wanted);
  response.writeHead(200, {
    ...headers,
    "Content-Type": TYPES[extname(wanted)] ?? "application/octet-stream",
    "Cache-Control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
  });
  createReadStream(wanted).pipe(response);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
