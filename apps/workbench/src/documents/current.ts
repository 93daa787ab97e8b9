/**
 * Which document the page shows. Opening another one leaves the present one in the list of what is
 * kept, under its own id; undoing that step comes back to it.
 */
import { session } from "../state/document.ts";
import { newId } from "./tab.ts";

export interface CurrentDocument {
  readonly id: string;
  readonly kind: "own" | "opened" | "live";
}

interface LeftDocument extends CurrentDocument {
  readonly text: string;
  readonly file: string | undefined;
}

const MOST_LEFT = 50;

let current: CurrentDocument = { id: "", kind: "opened" };
let left: readonly LeftDocument[] = [];
const listeners = new Set<() => void>();

export function currentDocument(): CurrentDocument {
  return current;
}

/** Tells when another document becomes the present one, before it is on screen. */
export function onAnotherDocument(listener: () => void): void {
  listeners.add(listener);
}

/** What is put on screen next is another document. */
export function beginDocument(next: CurrentDocument | CurrentDocument["kind"]): void {
  const { text, file } = session.state();
  if (current.id !== "") leave({ ...current, text, file });
  become(typeof next === "string" ? { id: newId(), kind: next } : next);
}

/** Undo or redo put a document on screen that was left before, if it was. */
export function comeBack(
  before: { readonly text: string; readonly file: string | undefined },
  now: { readonly text: string; readonly file: string | undefined },
): boolean {
  const found = left.find(({ text, file }) => text === now.text && file === now.file);
  if (found === undefined || found.id === current.id) return false;
  leave({ ...current, ...before });
  become({ id: found.id, kind: found.kind });
  return true;
}

/** An opened document that is changed is one's own from then on. */
export function makeOwn(): void {
  if (current.kind === "opened") current = { ...current, kind: "own" };
}

function leave(document: LeftDocument): void {
  left = [document, ...left.filter(({ id }) => id !== document.id)].slice(0, MOST_LEFT);
}

function become(next: CurrentDocument): void {
  current = next;
  for (const listener of listeners) listener();
}
