/**
 * One file on disk, live in all pages that show it: `LiveFile` between the disk and HTTP.
 * `GET /__live/file` says how it stands, `PUT /__live/file` writes on top of a version, and
 * `GET /__live/events` tells of every version as server-sent events, the present one first.
 * `GET /__live/extended?path=…&from=…` is what the file extends; pages hear when that changes (`extended`).
 */
import { randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  type FSWatcher,
  readdirSync,
  readFileSync,
  statSync,
  watch,
} from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, dirname, join } from "node:path";
import { formatOf } from "@cidery/core/formats";
import { decodeBytes } from "@cidery/core/text";
import {
  type Disk,
  type DiskReading,
  type ForeignText,
  LiveFile,
  type LiveWrite,
  modelInFile,
} from "@cidery/core/session";
import { ExtendedFiles } from "./extendedFiles.ts";
import { BadInput } from "./terminal.ts";
import { VERSION } from "./version.ts";
import { rewriteFile } from "./writing.ts";

const LARGEST_BODY = 40_000_000;
/** Some disks (network folders, containers) tell of no change: they are looked at as well. */
const LOOK_INTERVAL = 1500;

export interface ServedFile {
  answer(path: string, request: IncomingMessage, response: ServerResponse): void;
  close(): void;
}

/**
 * @param fixed why the file is only shown, whatever it holds
 * @param headers sent with every answer
 * @throws Error when the file cannot be read or holds no text
 */
export async function serveFile(
  path: string,
  headers: Readonly<Record<string, string>>,
  fixed?: string,
): Promise<ServedFile> {
  const name = basename(path);
  const converted = await inOtherFormat(path);
  const foreign = (bytes: Uint8Array): ForeignText | undefined =>
    foreignText(name, bytes, converted);
  const live = new LiveFile({
    disk: diskAt(path),
    name,
    run: randomUUID(),
    foreign,
    ...(fixed !== undefined && { fixed }),
  });
  return new FileServer(path, live, headers);
}

class FileServer implements ServedFile {
  readonly #live: LiveFile;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #path: string;
  readonly #pages = new Set<ServerResponse>();
  readonly #watcher: FSWatcher | undefined;
  readonly #interval: NodeJS.Timeout;
  readonly #extended: ExtendedFiles;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string, live: LiveFile, headers: Readonly<Record<string, string>>) {
    this.#path = path;
    this.#live = live;
    this.#headers = headers;
    live.subscribe((state) => {
      for (const page of this.#pages) page.write(`data: ${JSON.stringify(state)}\n\n`);
    });
    this.#extended = new ExtendedFiles(path);
    const lookNow = (): void => {
      live.look();
      if (!this.#extended.haveChanged()) return;
      for (const page of this.#pages) page.write("event: extended\ndata: {}\n\n");
    };
    const look = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(lookNow, 40);
    };
    this.#watcher = watched(path, look);
    this.#interval = setInterval(lookNow, LOOK_INTERVAL);
    this.#interval.unref();
  }

  answer(path: string, request: IncomingMessage, response: ServerResponse): void {
    if (!isOwnPage(request)) {
      this.#json(response, 403, { error: "only the served page may use this" });
    } else if (path === "/__live/events") {
      response.writeHead(200, {
        ...this.#headers,
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
      });
      response.write(`data: ${JSON.stringify(this.#live.state())}\n\n`);
      this.#pages.add(response);
      request.on("close", () => this.#pages.delete(response));
    } else if (path === "/__live/extended") {
      const { searchParams } = new URL(request.url ?? "", "http://localhost");
      const asked = searchParams.get("path") ?? "";
      this.#json(response, 200, this.#extended.answer(asked, searchParams.get("from")) ?? {});
    } else if (path === "/__live/file" && request.method === "PUT") {
      this.#receive(request, response);
    } else if (path === "/__live/file") {
      this.#live.look();
      this.#json(response, 200, { ...this.#live.state(), path: this.#path });
    } else this.#json(response, 404, { error: "no such address" });
  }

  close(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#interval);
    this.#watcher?.close();
    for (const page of this.#pages) page.end();
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const pieces: Buffer[] = [];
    let size = 0;
    request.on("data", (piece: Buffer) => {
      size += piece.length;
      if (size > LARGEST_BODY) request.destroy();
      else pieces.push(piece);
    });
    request.on("end", () => {
      let write: LiveWrite;
      try {
        write = readWrite(Buffer.concat(pieces).toString("utf8"));
      } catch (error) {
        this.#json(response, 400, {
          error: error instanceof Error ? error.message : String(error),
        });
        return;
      }
      const answer = this.#live.write(write);
      const status = { written: 200, conflict: 409, refused: 423 }[answer.kind];
      this.#json(response, status, answer);
    });
  }

  #json(response: ServerResponse, status: number, value: unknown): void {
    response.writeHead(status, {
      ...this.#headers,
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
    });
    response.end(JSON.stringify(value));
  }
}

/** @throws Error that says what is missing */
function readWrite(body: string): LiveWrite {
  const given = JSON.parse(body) as Partial<Record<keyof LiveWrite, unknown>>;
  const { id, run, version: known, text, anew } = given;
  if (typeof text !== "string") throw new Error("the text is missing");
  if (typeof id !== "string" || typeof run !== "string" || typeof known !== "number") {
    throw new Error("a write names its id, and the run and version it changes");
  }
  return { id, run, version: known, text, ...(anew === true && { anew }) };
}

/** The folder is watched, because editors replace a file when they save it; a file that it extends may lie beside it. */
function watched(path: string, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(dirname(path), changed);
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

function diskAt(path: string): Disk {
  let inode: number | undefined;
  return {
    read(): DiskReading {
      try {
        const found = statSync(path);
        if (!found.isFile()) {
          return {
            kind: "unreadable",
            reason: found.isDirectory() ? "a folder is there now" : "it is not a plain file",
          };
        }
        inode = found.ino;
        const bytes = readFileSync(path);
        const locked = whyLocked(path, found.mode);
        return { kind: "file", bytes, ...(locked !== undefined && { locked }) };
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== "ENOENT" && code !== "ENOTDIR") {
          return {
            kind: "unreadable",
            reason:
              code === "EACCES" || code === "EPERM" ? "reading it is not allowed" : String(error),
          };
        }
        const renamedTo = inode === undefined ? undefined : nameOf(inode, dirname(path));
        return { kind: "gone", ...(renamedTo !== undefined && { renamedTo }) };
      }
    },
    write(bytes) {
      try {
        rewriteFile("", path, bytes);
      } catch (error) {
        // The page knows which file it is about.
        const { message } = error as Error;
        throw new Error(message.replace(`cannot write ${path}: `, ""), { cause: error });
      }
      inode = statSync(path).ino;
    },
  };
}

/** A file may be replaced in a folder although it must not be written: its own mode counts. */
function whyLocked(path: string, mode: number): string | undefined {
  if ((mode & 0o222) === 0) return "is read-only";
  try {
    accessSync(path, constants.W_OK);
    return undefined;
  } catch {
    return "is read-only for you";
  }
}

function nameOf(inode: number, folder: string): string | undefined {
  try {
    return readdirSync(folder).find(
      (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.ino === inode,
    );
  } catch {
    return undefined;
  }
}

/** The model of a file in another format as text; undefined for plain model text. */
async function inOtherFormat(path: string): Promise<string | undefined> {
  const name = basename(path);
  const bytes = readFileSync(path);
  if (foreignText(name, bytes, undefined) === undefined) return undefined;
  const read = await modelInFile({ name, content: bytes }, VERSION);
  if (read.ok) return read.value;
  if (isModelText(name, bytes)) return undefined;
  const [first] = read.diagnostics;
  throw new BadInput(first?.message ?? `${name} holds no model`, first?.hint);
}

/** Whatever its encoding. */
function isModelText(name: string, bytes: Uint8Array): boolean {
  try {
    const { text, binary } = decodeBytes(bytes);
    return binary === undefined && formatOf(name, text).id === "cid";
  } catch {
    return true;
  }
}

/** What cannot be written back as it came; plain UTF-8 model text can, with any line ends. */
function foreignText(
  name: string,
  bytes: Uint8Array,
  converted: string | undefined,
): ForeignText | undefined {
  let decoded: ReturnType<typeof decodeBytes>;
  try {
    decoded = decodeBytes(bytes);
  } catch (error) {
    return {
      text: "",
      why: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  const { text, encoding, packed, binary } = decoded;
  const why = (what: string): ForeignText => ({
    text: (converted ?? text).replaceAll(/\r\n?/gu, "\n"),
    why: what,
  });
  if (binary !== undefined) return why(`is ${binary}, and no model text`);
  const format = text.trim() === "" ? undefined : formatOf(name, text);
  if (format !== undefined && format.id !== "cid")
    return why(`is a ${format.title}; only model text is written`);
  if (packed) return why("is compressed; only plain model text is written");
  if (encoding !== "UTF-8")
    return why(`is in ${encoding}, not UTF-8; writing it would change its bytes`);
  return undefined;
}

/** Other sites may not read or write the file through the reader's browser. */
function isOwnPage({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (host === undefined || !/^(?:localhost|127\.0\.0\.1)(?::\d+)?$/u.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}
