/**
 * Every file the command writes is written whole: beside the old one first, then put in its place.
 * Whoever pulls the plug, or fills the disk, finds the old file or the new one, never a part of it.
 * The mode of the old file stays, and a symbolic link still leads to the file it led to.
 *
 * No package does it: write-file-atomic takes a disk that fills up while it writes for success, and
 * puts the part in the place of the whole (`writing.test.ts` fills one).
 */
import {
  type Stats,
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGzip, gzipSync } from "node:zlib";
import { BadInput } from "./terminal.ts";

/**
 * A name that ends in .gz gets a packed file.
 * @param name as the user wrote it, for messages
 * @throws BadInput when it cannot be written; then nothing has changed
 */
export function writeFile(folder: string, name: string, content: string | Uint8Array): void {
  rewriteFile(folder, name, isPacked(name) ? gzipSync(content) : content);
}

/** As `writeFile`, for bytes that are stored as they were found, whatever the name says. */
export function rewriteFile(folder: string, name: string, content: string | Uint8Array): void {
  const path = resolve(folder, name);
  try {
    // A device or a pipe is not a file that could be replaced.
    if (isSpecial(path)) writeFileSync(path, content);
    else replaceFile(path, content);
  } catch (error) {
    throw cannotWrite(name, error);
  }
}

/**
 * As `writeFile`, for what comes in pieces and is never in memory as a whole.
 * @throws BadInput when it cannot be written, and what making the pieces throws; then nothing has changed
 */
export async function writePieces(
  folder: string,
  name: string,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const path = resolve(folder, name);
  const packed = isPacked(name);
  const writing = refusing(name, () =>
    isSpecial(path) ? { file: openSync(path, "w") } : beginReplacing(path),
  );
  try {
    const stored = packed ? packing(pieces) : pieces;
    for await (const piece of stored) refusing(name, () => writeFileSync(writing.file, piece));
    refusing(name, () => ("path" in writing ? finishReplacing(writing) : closeSync(writing.file)));
  } catch (error) {
    if ("path" in writing) abandon(writing);
    throw error;
  }
}

/** What making the pieces throws comes out where they are taken. */
function packing(pieces: AsyncIterable<string | Uint8Array>): AsyncIterable<Uint8Array> {
  return pipeline(Readable.from(pieces), createGzip(), () => undefined);
}

/** Endings of packed files that are not written; as plain files they could not be unpacked. */
const OTHER_PACKERS = [".bz2", ".xz", ".zst", ".lz4", ".br", ".zip", ".z", ".7z"];

/** @throws BadInput for the ending of a packer that is not at hand */
function isPacked(name: string): boolean {
  const ending = extname(name).toLowerCase();
  if (!OTHER_PACKERS.includes(ending)) return ending === ".gz";
  throw new BadInput(`cannot write ${name}: files are packed with gzip only`, "end in .gz");
}

function refusing<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw cannotWrite(name, error);
  }
}

let writes = 0;

/** A file that is written beside its place. */
interface Replacing {
  readonly path: string;
  readonly beside: string;
  readonly old: Stats | undefined;
  readonly file: number;
}

function replaceFile(named: string, content: string | Uint8Array): void {
  const writing = beginReplacing(named);
  try {
    // Goes on until all of it is written, or the disk refuses.
    writeFileSync(writing.file, content);
    finishReplacing(writing);
  } catch (error) {
    abandon(writing);
    throw error;
  }
}

function beginReplacing(named: string): Replacing {
  const path = realPathOf(named);
  const old = statSync(path, { throwIfNoEntry: false });
  if (old?.isDirectory() === true) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
  const beside = `${path}.${process.pid}-${++writes}${BESIDE}`;
  return { path, beside, old, file: openSync(beside, "wx", old?.mode ?? 0o666) };
}

function finishReplacing({ path, beside, old, file }: Replacing): void {
  fsyncSync(file);
  closeSync(file);
  if (old !== undefined) inheritMode(beside, old);
  renameSync(beside, path);
  removeLeftOvers(path);
}

function abandon({ beside, file }: Replacing): void {
  try {
    closeSync(file);
  } catch {
    // It was closed before what failed.
  }
  rmSync(beside, { force: true });
}

/** The file that a chain of links leads to; the path itself where there is none yet. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return path;
  }
}

/** Owner and mode of the old file, as far as whoever writes may give them. */
function inheritMode(path: string, { mode, uid, gid }: Stats): void {
  for (const give of [() => chownSync(path, uid, gid), () => chmodSync(path, mode)]) {
    try {
      give();
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (!["EPERM", "EINVAL", "ENOSYS"].includes(code)) throw error;
    }
  }
}

/** How a file is called while it is written: `NAME.<process>-<count>.cidery-new`. */
const BESIDE = ".cidery-new";
/** Milliseconds after which such a file belongs to nobody: writing one takes less by far. */
const STALE = 60_000;

/** Removes what a killed command left beside this file. Nobody minds if that fails. */
function removeLeftOvers(path: string): void {
  const name = basename(path);
  try {
    for (const other of readdirSync(dirname(path))) {
      if (!other.endsWith(BESIDE) || !other.startsWith(`${name}.`)) continue;
      if (!/^\.\d+-\d+$/u.test(other.slice(name.length, -BESIDE.length))) continue;
      const left = join(dirname(path), other);
      const found = statSync(left, { throwIfNoEntry: false });
      if (found !== undefined && Date.now() - found.mtimeMs > STALE) rmSync(left, { force: true });
    }
  } catch {
    // A folder that may be written but not listed.
  }
}

/**
 * Makes the folder with all above it, one at a time: Node's `recursive` goes round and round where the
 * system says of a folder that is there that it is not (`/proc`).
 * @throws BadInput when it cannot be made
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at);
  try {
    for (const folder of missing) makeOne(folder);
    if (!statSync(path).isDirectory())
      throw Object.assign(new Error("a file"), { code: "ENOTDIR" });
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** Of two that make one folder at once, both have it. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function isSpecial(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

const REASONS: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  ENOENT: ["there is no such folder", "make the folder first, or name another"],
  ENOTDIR: ["a part of the path is a file, not a folder", "name another path"],
  EISDIR: ["it is a folder", "name a file in it"],
  EACCES: ["writing there is not allowed", "choose another place, or change its permissions"],
  EPERM: ["writing there is not allowed", "choose another place, or change its permissions"],
  EROFS: ["the disk is read-only", "choose another place"],
  ENOSPC: ["the disk is full; what was there before is untouched", "make room, then try again"],
  EFBIG: [
    "it would be larger than files may be here",
    "raise the limit (ulimit -f), or name another disk",
  ],
  EDQUOT: ["your quota of disk space is used up", "make room, then try again"],
  ENAMETOOLONG: ["the name is too long", "choose a shorter one"],
  ELOOP: ["its symbolic links lead in a circle", "mend the links"],
  EMFILE: ["too many files are open", "close some programs, then try again"],
  EBUSY: ["another program holds it", "close that program, then try again"],
};

/** What is said when standard output takes no more, as on a full disk. */
export function cannotPrint(error: unknown): string {
  const [said = ""] = cannotWrite("to standard output", error).message.split("; ");
  return `error: ${said}\n`;
}

/** Why a file cannot be written or a folder made, in the user's words. */
export function cannotWrite(name: string, error: unknown): BadInput {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const [why, hint] = REASONS[code] ?? [
    error instanceof Error ? error.message : String(error),
    undefined,
  ];
  return new BadInput(`cannot write ${name}: ${why}`, hint);
}
