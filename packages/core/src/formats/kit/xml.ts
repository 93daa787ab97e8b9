/** XML as a tree of elements with places, for the formats that are XML. No entities are fetched. */
import { SaxesParser } from "saxes";
import type { Place } from "./fault.ts";
import { refuse } from "./fault.ts";
import { numberFrom } from "./tokens.ts";

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** All text directly inside, comments left out. */
  readonly text: string;
  readonly place: Place;
}

interface OpenElement {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
  start: number;
}

/** The document's root. Ends the reading with the parser's complaint where the XML is broken. */
export function parseXml(text: string): Element {
  const parser = new SaxesParser({ position: true });
  const open: OpenElement[] = [];
  let root: Element | undefined;
  let tagStart = 0;
  parser.on("error", (error) => {
    const start = Math.max(0, Math.min(parser.position, text.length) - 1);
    refuse("format-error", `the XML is broken: ${plainMessage(error.message)}`, {
      range: { start, end: start + 1 },
    });
  });
  parser.on("opentagstart", ({ name }) => {
    tagStart = Math.max(0, text.lastIndexOf(`<${name}`, parser.position - 1));
  });
  parser.on("opentag", ({ name, attributes }) => {
    open.push({
      name,
      attributes: attributes as Record<string, string>,
      children: [],
      text: "",
      start: tagStart,
    });
  });
  const addText = (more: string): void => {
    const last = open.at(-1);
    if (last !== undefined) last.text += more;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const done = open.pop();
    if (done === undefined) return;
    const { name, attributes, children, start } = done;
    const range = { start, end: start + name.length + 1 };
    const element: Element = { name, attributes, children, text: done.text, place: { range } };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
  });
  parser.write(text).close();
  return root ?? refuse("format-error", "the file has no XML element");
}

/** Children with this name, in any case. */
export function childrenOf(element: Element, ...names: readonly string[]): Element[] {
  const wanted = names.map((name) => name.toLowerCase());
  return element.children.filter(({ name }) => wanted.includes(name.toLowerCase()));
}

export function childOf(element: Element, ...names: readonly string[]): Element | undefined {
  return childrenOf(element, ...names)[0];
}

/** The trimmed text of the first such child. */
export function textOf(element: Element, name: string): string | undefined {
  return childOf(element, name)?.text.trim();
}

export function attributeOf(element: Element, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(element.attributes).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** Words separated by white space. */
export function wordsOf(text: string | undefined): string[] {
  return (text ?? "").split(/\s+/u).filter((word) => word !== "");
}

/** The numbers of an element, each checked to be one. */
export function numbersOf(element: Element, what: string): Float64Array {
  return Float64Array.from(wordsOf(element.text.replaceAll(",", " ")), (word, i) => {
    const value = numberFrom(word);
    if (value !== undefined) return value;
    return refuse(
      "format-error",
      `entry ${i + 1} of ${what} is not a number: ${word}`,
      element.place,
    );
  });
}

/** The name of the root element, however a text begins; undefined when it is not XML. */
export function rootName(text: string): string | undefined {
  const start = text.slice(0, 20_000);
  if (!/^\s*</u.test(start)) return undefined;
  const bare = start
    .replace(/<!--[\s\S]*?(?:-->|$)/gu, "")
    .replace(/<!DOCTYPE[^>[]*(?:\[[\s\S]*?\]\s*)?>/giu, "")
    .replace(/<\?[\s\S]*?\?>/gu, "");
  return /<([\p{L}_][^\s/>]*)/u.exec(bare)?.[1];
}

function plainMessage(message: string): string {
  const plain = message.replace(/^\d+:\d+:\s*/u, "").replace(/\.$/u, "");
  return plain === "undefined entity"
    ? "a name between & and ; is none of &amp; &lt; &gt; &apos; &quot;"
    : plain;
}
