/**
 * Files are read with their dangers in mind: what is not a file (a device that never ends, a socket)
 * or too large is refused before it is read, and the system's own words for what went wrong become
 * a sentence.
 */
import { readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import nodePath, { type PlatformPath } from "node:path";
import { BadInput } from "./terminal.ts";

/** In bytes; the largest text any reader takes is far below. */
const LARGEST_FILE = 512 * 2 ** 20;

/** What stands at a path; undefined when nothing does, or nothing we may know of. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

export function isFile(path: string): boolean {
  return statOf(path)?.isFile() === true;
}

/** Whether a path lies in a folder or below it, or is that folder; both absolute. */
export function isInside(path: string, folder: string, system: PlatformPath = nodePath): boolean {
  const way = system.relative(folder, path);
  return way !== ".." && !way.startsWith(`..${system.sep}`) && !system.isAbsolute(way);
}

/** Where a path leads once symbolic links are followed; the path itself when it leads nowhere. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** A path as models write it, with slashes on every system. */
export function withSlashes(path: string, { sep }: PlatformPath = nodePath): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

/** @throws RangeError when it is not a file or too large, and what the system throws */
export function bytesOf(path: string): Uint8Array {
  const found = statSync(path);
  if (found.isCharacterDevice() || found.isBlockDevice() || found.isSocket())
    throw new RangeError("it is a device, not a file");
  if (found.size > LARGEST_FILE) throw new RangeError("it is larger than 512 MB");
  return readFileSync(path);
}

const REASONS: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  ENOENT: ["there is no such file", "it may have been moved or deleted meanwhile"],
  ENOTDIR: ["a part of the path is a file, not a folder", "name another path"],
  EISDIR: ["it is a folder", "name a file in it"],
  EACCES: ["reading it is not allowed", "change its permissions"],
  EPERM: ["reading it is not allowed", "change its permissions"],
  ENAMETOOLONG: ["the name is too long", "check what was given"],
  ELOOP: ["its symbolic links lead in a circle", "mend the links"],
  EMFILE: ["too many files are open", "close some programs, then try again"],
  EIO: ["the disk does not answer", "try again, or copy the file elsewhere"],
};

/** Why a file or folder cannot be read, in the user's words. */
export function cannotRead(name: string, error: unknown): BadInput {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const [why, hint] = REASONS[code] ?? [
    error instanceof Error ? error.message : String(error),
    undefined,
  ];
  return new BadInput(`cannot read ${name}: ${why}`, hint);
}

/** What the system's error says, as a sentence; undefined when it is not an error of the system. */
export function systemFault(error: unknown): BadInput | undefined {
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (typeof code !== "string" || syscall === undefined) return undefined;
  const [why, hint] = REASONS[code] ?? [`the system reports ${code}`, undefined];
  return new BadInput(
    path === undefined ? `${syscall}: ${why}` : `cannot use ${path}: ${why}`,
    hint,
  );
}
