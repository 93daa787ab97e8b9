/**
 * Pinned nodes live in the model file, out of the way: the last line is a comment
 * `// layout: S 120 40; D 300 80`. So a dragged node is one small text change like any other,
 * travels with the file and the link, and is taken back by the same undo.
 */
import type { TextEdit } from "../base/index.ts";
import { readNodeName, writeNodeName } from "../language/index.ts";

/** Where a node is pinned, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The last such comment counts; anything unreadable in it is left alone and ignored. */
const LAYOUT_LINE = /^[ \t]*\/\/ layout:[ \t]*(.*)$/gmu;
const ENTRIES = /(?:`[^`\\]*(?:\\.[^`\\]*)*`|[^;`])+/gu;
const ENTRY = /^(\S.*?)\s+(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)$/u;

/** A name that could be taken apart stands in back-ticks. */
function written(name: string): string {
  return /[;`\p{C}\p{Zl}\p{Zp}]/u.test(name) || name.trim() !== name ? writeNodeName(name) : name;
}

/** Pinned places by node name. */
export function pinnedPlaces(text: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [entry] of (layoutLine(text)?.body ?? "").matchAll(ENTRIES)) {
    const parts = ENTRY.exec(entry.trim());
    if (parts !== null) {
      places.set(readNodeName(parts[1] as string), { x: Number(parts[2]), y: Number(parts[3]) });
    }
  }
  return places;
}

/** The edit after which exactly these nodes are pinned; none left removes the line. */
export function pinEdit(text: string, places: ReadonlyMap<string, Place>): TextEdit | undefined {
  const line = layoutLine(text);
  const body = [...places]
    .map(([name, { x, y }]) => `${written(name)} ${Math.round(x)} ${Math.round(y)}`)
    .join("; ");
  if (line === undefined) {
    if (places.size === 0) return undefined;
    const gap = text === "" || text.endsWith("\n") ? "" : "\n";
    return {
      range: { start: text.length, end: text.length },
      newText: `${gap}\n// layout: ${body}\n`,
    };
  }
  if (places.size > 0) {
    const written = `// layout: ${body}`;
    if (text.slice(line.start, line.end) === written) return undefined;
    return { range: { start: line.start, end: line.end }, newText: written };
  }
  // The empty line above goes with it, and its own line end, in a text of Windows too.
  const gap = /\n(\r?\n)$/u.exec(text.slice(0, line.start))?.[1] ?? "";
  const own = /^\r?\n/u.exec(text.slice(line.end, line.end + 2))?.[0] ?? "";
  const [start, end] = [line.start - gap.length, line.end + own.length];
  return { range: { start, end }, newText: "" };
}

/** The edits that rename pinned nodes; none when none is renamed. */
export function withRenamedPins(text: string, renamed: (name: string) => string): TextEdit[] {
  const places = pinnedPlaces(text);
  if ([...places.keys()].every((name) => renamed(name) === name)) return [];
  const edit = pinEdit(text, new Map([...places].map(([name, place]) => [renamed(name), place])));
  return edit === undefined ? [] : [edit];
}

/** The edits that drop the places of nodes that are gone; a template takes its instances with it. */
export function withoutPins(text: string, gone: readonly string[]): TextEdit[] {
  const names = new Set(gone);
  const places = new Map(pinnedPlaces(text));
  const before = places.size;
  for (const name of places.keys()) {
    if (names.has(name) || names.has(name.replace(/\[.*$/su, ""))) places.delete(name);
  }
  const edit = places.size === before ? undefined : pinEdit(text, places);
  return edit === undefined ? [] : [edit];
}

function layoutLine(
  text: string,
): { readonly start: number; readonly end: number; readonly body: string } | undefined {
  let found;
  for (const match of text.matchAll(LAYOUT_LINE)) {
    found = {
      start: match.index + match[0].indexOf("//"),
      end: match.index + match[0].length,
      body: match[1] ?? "",
    };
  }
  return found;
}
