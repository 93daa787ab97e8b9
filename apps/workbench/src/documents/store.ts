/**
 * What this browser keeps: the current text of each document, and older versions. Every change is
 * written within a few frames to local storage (which a page finds again that is reloaded at once,
 * but which reaches the disk only seconds later) and while typing goes on to IndexedDB (which has
 * room, and outlives a browser that is killed). A text too long for local storage goes there packed,
 * and only when the page leaves before IndexedDB had it. When neither takes it, the page says so.
 * Nothing here trusts what is stored: see `readKept`.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { documentToShow, type KeptDocument, type ReadKept, readKept } from "@cidery/core/session";
import { createStore, del, get, keys, set } from "idb-keyval";

export interface Version {
  readonly time: number;
  readonly text: string;
  readonly file: string | undefined;
}

/** Local storage has about 5 MB for everything. */
const LONGEST_DRAFT = 400_000;
const MOST_VERSIONS = 60;
const DRAFT = "cidery-draft-";
const DOCUMENT = "document-";
/** A database that does not answer must not keep the page from starting (lateStorage.ts). */
const PATIENCE = 3000;
/** Once it has not answered. */
const PATIENCE_AGAIN = 300;

const database = createStore("cidery", "documents");

/** What a packed draft begins with; a plain one begins with a brace. */
const PACKED = "packed:";

/** At once, synchronously; returns whether there was room. */
export function writeDraft(document: KeptDocument): boolean {
  if (document.text.length > LONGEST_DRAFT) return false;
  return storeDraft(document, JSON.stringify(document));
}

/**
 * The same for a text of any length, packed if it is long: for the moment in which the page goes
 * away. Ten million characters take a few tenths of a second.
 */
export function writeLastDraft(document: KeptDocument): boolean {
  if (document.text.length <= LONGEST_DRAFT) return writeDraft(document);
  const packed = deflateSync(strToU8(JSON.stringify(document)), { level: 1 });
  return storeDraft(document, PACKED + strFromU8(packed, true));
}

function storeDraft({ id }: KeptDocument, written: string): boolean {
  try {
    localStorage.setItem(DRAFT + id, written);
    return true;
  } catch {
    return false;
  }
}

/** The document is in the database: a long one need not stay in local storage. */
export function makeRoom({ id, text }: KeptDocument): void {
  if (text.length <= LONGEST_DRAFT) return;
  try {
    localStorage.removeItem(DRAFT + id);
  } catch {
    // Storage may be switched off.
  }
}

/** @throws what the browser says when there is no room */
export async function writeDocument(document: KeptDocument): Promise<void> {
  await set(DOCUMENT + document.id, document, database);
}

/** What is stored under an id, in whichever of the two places it is newer. */
export type StoredDocument = ReadKept & {
  readonly id: string;
  /** As it is stored, to be saved as a file when it cannot be opened. */
  readonly raw: unknown;
};

export async function readDocument(id: string): Promise<StoredDocument | undefined> {
  const draft = stored(id, readDraft(id));
  const document = stored(id, await patiently(() => get<unknown>(DOCUMENT + id, database)));
  return better(draft, document);
}

/** Everything that is kept, the newest first; what cannot be opened comes last. */
export async function allDocuments(): Promise<readonly StoredDocument[]> {
  const ids = new Set<string>();
  try {
    for (let index = 0; index < localStorage.length; index++) {
      const key = localStorage.key(index) ?? "";
      if (key.startsWith(DRAFT)) ids.add(key.slice(DRAFT.length));
    }
  } catch {
    // Storage may be switched off.
  }
  for (const key of (await patiently(() => keys(database))) ?? []) {
    if (typeof key === "string" && key.startsWith(DOCUMENT)) ids.add(key.slice(DOCUMENT.length));
  }
  const found = await Promise.all([...ids].map(readDocument));
  const time = (one: StoredDocument): number => (one.kind === "kept" ? one.document.time : -1);
  return found.filter((one) => one !== undefined).sort((one, other) => time(other) - time(one));
}

/** The document to show at the plain address. @param besides an id that does not count */
export async function latestDocument(besides?: string): Promise<KeptDocument | undefined> {
  return documentToShow(
    (await allDocuments()).flatMap((one) =>
      one.kind === "kept" && one.id !== besides ? [one.document] : [],
    ),
  );
}

export async function forgetDocument(id: string): Promise<void> {
  try {
    localStorage.removeItem(DRAFT + id);
  } catch {
    // Storage may be switched off.
  }
  await del(DOCUMENT + id, database);
  await del(`versions-${id}`, database);
}

function stored(id: string, raw: unknown): StoredDocument | undefined {
  return raw === undefined ? undefined : { ...readKept(raw, id), id, raw };
}

function better(
  draft: StoredDocument | undefined,
  document: StoredDocument | undefined,
): StoredDocument | undefined {
  if (draft?.kind !== "kept" || document?.kind !== "kept") {
    return [draft, document].find((one) => one?.kind === "kept") ?? draft ?? document;
  }
  return draft.document.time >= document.document.time ? draft : document;
}

/** Whether the last question to the database was given up for lack of an answer. */
let silent = false;

export function isSilent(): boolean {
  return silent;
}

/** Waits as long as it takes. A database that refuses has answered, too. */
export async function answersAtLast(): Promise<void> {
  try {
    await keys(database);
  } catch {
    // There is nothing more to wait for.
  }
  silent = false;
}

/** Undefined when the database refuses (private windows of some browsers) or does not answer. */
async function patiently<T>(ask: () => Promise<T>): Promise<T | undefined> {
  const answered = async (): Promise<T | undefined> => {
    try {
      const answer = await ask();
      silent = false;
      return answer;
    } catch {
      return undefined;
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const givenUp = new Promise<undefined>((resolve) => {
    const wait = silent ? PATIENCE_AGAIN : PATIENCE;
    timer = setTimeout(() => {
      silent = true;
      resolve(undefined);
    }, wait);
  });
  const first = await Promise.race([answered(), givenUp]);
  clearTimeout(timer);
  return first;
}

/** Older versions of a document; those of another shape are left out. */
export async function readVersions(id: string): Promise<readonly Version[]> {
  const found = await patiently(() => get<unknown>(`versions-${id}`, database));
  if (!Array.isArray(found)) return [];
  return found.flatMap((one: unknown) => {
    const read = readKept(one, id);
    if (read.kind !== "kept") return [];
    const { text, file, time } = read.document;
    return [{ text, file, time }];
  });
}

/** @throws what the browser says when there is no room */
export async function addVersion(id: string, version: Version): Promise<void> {
  // Not `readVersions`, which answers with none when the database does not: they would be lost.
  const found = await get<unknown>(`versions-${id}`, database);
  const versions = Array.isArray(found) ? (found as readonly Version[]) : [];
  if (versions[0]?.text === version.text) return;
  await set(`versions-${id}`, thinned([version, ...versions], version.time), database);
}

/** Puts a document back with its versions after it was forgotten. @throws when there is no room */
export async function bringBack(
  document: KeptDocument,
  versions: readonly Version[],
): Promise<void> {
  await writeDocument(document);
  if (versions.length > 0) await set(`versions-${document.id}`, versions, database);
}

export async function forgetVersions(id: string): Promise<void> {
  await set(`versions-${id}`, [], database);
}

/** All of the last hour, then one per hour for a day, then one per day. Newest first. */
function thinned(versions: readonly Version[], now: number): Version[] {
  const hour = 3_600_000;
  const kept: Version[] = [];
  const slots = new Set<string>();
  for (const version of versions) {
    const age = now - version.time;
    const slot =
      age < hour
        ? `now ${version.time}`
        : age < 24 * hour
          ? `hour ${Math.floor(version.time / hour)}`
          : `day ${Math.floor(version.time / (24 * hour))}`;
    if (slots.has(slot)) continue;
    slots.add(slot);
    kept.push(version);
  }
  return kept.slice(0, MOST_VERSIONS);
}

/** Whatever the value is; a text that is not JSON stands for itself. */
function readDraft(id: string): unknown {
  let kept: string | null;
  try {
    kept = localStorage.getItem(DRAFT + id);
  } catch {
    return undefined;
  }
  if (kept === null) return undefined;
  try {
    const written = kept.startsWith(PACKED)
      ? strFromU8(inflateSync(strToU8(kept.slice(PACKED.length), true)))
      : kept;
    return JSON.parse(written) as unknown;
  } catch {
    return kept;
  }
}
