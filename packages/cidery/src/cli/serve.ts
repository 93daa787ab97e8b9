/**
 * A small static server for the workbench: the built folder, with the headers under which browsers
 * give workers shared memory, and on request one file on disk, live both ways: `GET __live/file`
 * reads it, `PUT __live/file` writes it (refused with 409 when it changed meanwhile), and
 * `GET __live/events` tells of changes as server-sent events. It listens on this machine only.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createReadStream, type FSWatcher, readFileSync, statSync, watch } from "node:fs";
import { createServer } from "node:http";
import { basename, dirname, extname, join, normalize, sep } from "node:path";
import { writeFile } from "./writing.ts";

export interface ServeOptions {
  /** 0 (default) takes a free one. */
  readonly port?: number;
  /** The built workbench. */
  readonly folder: string;
  /** A `.cid` file to keep in step with the page. */
  readonly file?: string;
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
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
};

const LARGEST_BODY = 40_000_000;

/** @throws Error when the folder holds no workbench or the port is taken */
export async function serveWorkbench(options: ServeOptions): Promise<ServedWorkbench> {
  const { folder, file, port = 0 } = options;
  if (!isFile(join(folder, "index.html"))) {
    throw new Error(`${folder} holds no built workbench; run \`npm run build\` first`);
  }
  const live = file === undefined ? undefined : new LiveFile(file);
  const server = createServer((request, response) => {
    const path = pathOf(request);
    if (live !== undefined && path.startsWith("/__live/")) live.answer(path, request, response);
    else sendFile(folder, path, response);
  });
  await listening(server, port);
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

function sendFile(folder: string, path: string, response: ServerResponse): void {
  const wanted = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  const inside = wanted.startsWith(normalize(folder) + sep);
  if (!inside || !isFile(wanted)) {
    response.writeHead(404, { ...HEADERS, "Content-Type": "text/plain; charset=utf-8" });
    response.end("There is nothing at this address.\n");
    return;
  }
  const hashed = /-[\w-]{8,}\.\w+$/u.test(wanted);
  response.writeHead(200, {
    ...HEADERS,
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

/** One file on disk and the pages that show it. */
class LiveFile {
  readonly #path: string;
  readonly #listeners = new Set<ServerResponse>();
  readonly #watcher: FSWatcher;
  #known: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#path = path;
    this.#known = readFileSync(path, "utf8");
    // The folder is watched, because editors replace a file when they save it.
    this.#watcher = watch(dirname(path), (_, name) => {
      if (name !== null && name !== basename(path)) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#look(), 40);
    });
  }

  answer(path: string, request: IncomingMessage, response: ServerResponse): void {
    if (!isOwnPage(request)) {
      json(response, 403, { error: "only the served page may use this" });
    } else if (path === "/__live/events") {
      response.writeHead(200, {
        ...HEADERS,
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
      });
      response.write(": listening\n\n");
      this.#listeners.add(response);
      request.on("close", () => this.#listeners.delete(response));
    } else if (path === "/__live/file" && request.method === "PUT")
      this.#receive(request, response);
    else if (path === "/__live/file") json(response, 200, this.#state());
    else json(response, 404, { error: "no such address" });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#watcher.close();
    for (const listener of this.#listeners) listener.end();
  }

  #state(): { readonly name: string; readonly text: string } {
    return { name: basename(this.#path), text: this.#known };
  }

  #look(): void {
    let text: string;
    try {
      text = readFileSync(this.#path, "utf8");
    } catch {
      return; // Between the two halves of a rename; another event follows.
    }
    if (text === this.#known) return;
    this.#known = text;
    for (const listener of this.#listeners)
      listener.write(`data: ${JSON.stringify(this.#state())}\n\n`);
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (piece: string) => {
      body += piece;
      if (body.length > LARGEST_BODY) request.destroy();
    });
    request.on("end", () => {
      try {
        const { text, before } = JSON.parse(body) as { text: unknown; before: unknown };
        if (typeof text !== "string") throw new Error("the text is missing");
        this.#look();
        if (before !== this.#known) {
          json(response, 409, this.#state());
          return;
        }
        writeFile("", this.#path, text);
        this.#known = text;
        json(response, 200, { ok: true });
      } catch (error) {
        json(response, 400, { error: error instanceof Error ? error.message : String(error) });
      }
    });
  }
}

/** Other sites may not read or write the file through the reader's browser. */
function isOwnPage({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (host === undefined || !/^(?:localhost|127\.0\.0\.1)(?::\d+)?$/u.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    ...HEADERS,
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  });
  response.end(JSON.stringify(value));
}
