/**
 * What this browser keeps: the current text of each document, and older versions. Every change is
 * written within a few frames to local storage (which survives a crash) and a moment later to
 * IndexedDB (which has room). A text too long for local storage goes there packed, and only when
 * the page leaves before IndexedDB had it. When neither takes it, the page says so.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { createStore, get, set } from "idb-keyval";

export interface KeptDocument {
  readonly id: string;
  readonly text: string;
  readonly file: string | undefined;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export interface Version {
  readonly time: number;
  readonly text: string;
  readonly file: string | undefined;
}

/** Local storage has about 5 MB for everything. */
const LONGEST_DRAFT = 400_000;
const MOST_VERSIONS = 60;
const LATEST = "cidery-latest";

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
    localStorage.setItem(`cidery-draft-${id}`, written);
    localStorage.setItem(LATEST, id);
    return true;
  } catch {
    return false;
  }
}

/** The document is in the database: a long one need not stay in local storage. */
export function makeRoom({ id, text }: KeptDocument): void {
  if (text.length <= LONGEST_DRAFT) return;
  try {
    localStorage.removeItem(`cidery-draft-${id}`);
    localStorage.setItem(LATEST, id);
  } catch {
    // Storage may be switched off.
  }
}

/** @throws what the browser says when there is no room */
export async function writeDocument(document: KeptDocument): Promise<void> {
  await set(`document-${document.id}`, document, database);
  await set("latest", document.id, database);
}

/** The newest of draft and document; undefined when nothing was kept. */
export async function readDocument(id: string): Promise<KeptDocument | undefined> {
  const draft = readDraft(id);
  let document: KeptDocument | undefined;
  try {
    document = await get<KeptDocument>(`document-${id}`, database);
  } catch {
    // Private windows of some browsers have no database; the draft then is all there is.
  }
  if (draft === undefined || document === undefined) return draft ?? document;
  return draft.time >= document.time ? draft : document;
}

export async function latestDocument(): Promise<KeptDocument | undefined> {
  let id: string | null | undefined;
  try {
    id = localStorage.getItem(LATEST) ?? (await get<string>("latest", database));
  } catch {
    id = undefined;
  }
  return id ? readDocument(id) : undefined;
}

export async function readVersions(id: string): Promise<readonly Version[]> {
  try {
    return (await get<readonly Version[]>(`versions-${id}`, database)) ?? [];
  } catch {
    return [];
  }
}

/** @throws what the browser says when there is no room */
export async function addVersion(id: string, version: Version): Promise<void> {
  const versions = await readVersions(id);
  if (versions[0]?.text === version.text) return;
  await set(`versions-${id}`, thinned([version, ...versions], version.time), database);
}

export async function forgetVersions(id: string): Promise<void> {
  await set(`versions-${id}`, [], database);
}

/** All of the last hour, then one per hour for a day, then one per day. Newest first. */
export function thinned(versions: readonly Version[], now: number): Version[] {
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

function readDraft(id: string): KeptDocument | undefined {
  try {
    const kept = localStorage.getItem(`cidery-draft-${id}`);
    if (kept === null) return undefined;
    const written = kept.startsWith(PACKED)
      ? strFromU8(inflateSync(strToU8(kept.slice(PACKED.length), true)))
      : kept;
    return JSON.parse(written) as KeptDocument;
  } catch {
    return undefined;
  }
}
