/**
 * Documents walked through as they are written. Their numbered steps say what to do in the workbench and what is
 * then to be seen: words in bold are words of the workbench, code is a key or a text. A step that is not
 * understood fails, and so does one whose words are not on the page, whichever of the two was changed.
 */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { clickArrow, settled } from "./workbench.ts";

export interface DocumentStep {
  /** In one line. */
  readonly text: string;
  /** The program that stands below it, or nothing. */
  readonly block: string;
}

/** The numbered steps of a document, in order. */
export function stepsOf(document: string): readonly DocumentStep[] {
  const pattern = /^\d+\. ([\s\S]*?)(?=^\d+\. |^\n)(?:\n```cid\n([\s\S]*?)^```$)?/gmu;
  return [...document.matchAll(pattern)].map(([, text = "", block = ""]) => ({
    text: text.replaceAll(/\s+/gu, " "),
    block,
  }));
}

/** Does what a step says, in its order. @throws when it does not go, or the step is not understood */
export async function walk(page: Page, step: DocumentStep): Promise<void> {
  for (const { words, act } of actionsOf(step)) {
    try {
      await act(page);
      await settled(page);
    } catch (error) {
      throw new Error(`“${words}” is not so: ${String(error)}`, { cause: error });
    }
  }
}

interface Action {
  readonly words: string;
  readonly act: (page: Page) => Promise<void>;
}

/** What is marked in a step and not a command of the terminal. */
const MARKED = /\*\*[^*]+\*\*|`(?!cidery )[^`]+`/gu;

function actionsOf({ text, block }: DocumentStep): readonly Action[] {
  const found: (Action & { readonly at: number })[] = [];
  let rest = text;
  for (const [pattern, act] of ACTIONS)
    for (const match of rest.matchAll(pattern)) {
      const [words, ...given] = match;
      // The words are used up, in their place.
      rest =
        rest.slice(0, match.index) +
        "\0".repeat(words.length) +
        rest.slice(match.index + words.length);
      found.push({ words, at: match.index, act: (page) => act(page, given, block) });
    }
  expect(rest.match(MARKED) ?? [], `what is not understood in: ${text}`).toEqual([]);
  return found.sort((a, b) => a.at - b.at);
}

type Given = readonly (string | undefined)[];
type Act = (page: Page, given: Given, block: string) => Promise<void>;

/** Everything that a step may say, the more particular first. */
const ACTIONS: readonly (readonly [RegExp, Act])[] = [
  [/[Pp]oint at the badge \*\*([^*]+)\*\* on \*\*([^*]+)\*\*/gu, pointAtBadge],
  [/the badge \*\*([^*]+)\*\* on \*\*([^*]+)\*\* is back/gu, badgeIsThere],
  [/\bthe path\b[^.:;]* lights up\b/giu, pathIsLit],
  [/[Cc]lick the arrow from \*\*([^*]+)\*\* to \*\*([^*]+)\*\*/gu, pressArrow],
  [/the arrow from \*\*([^*]+)\*\* to \*\*([^*]+)\*\* is back/gu, arrowIsThere],
  [/[Cc]lick the node \*\*([^*]+)\*\*/gu, clickNode],
  [/[Cc]lick the chip \*\*([^*]+)\*\*/gu, clickChip],
  [/[Cc]lick it\b/gu, clickThere],
  [/[Cc]hoose \*\*([^*]+)\*\*, \*\*([^*]+)\*\*/gu, chooseInMenus],
  [/[Oo]pen the tab \*\*([^*]+)\*\*/gu, openTab],
  [/[Pp]ress \*\*([^*]+)\*\* in the message\b/gu, pressInMessage],
  [/[Pp]ress \*\*([^*]+)\*\* below what the agent \*\*([^*]+)\*\*/gu, pressOnCard],
  [/[Pp]ress \*\*([^*]+)\*\*( twice)?/gu, pressButton],
  [/[Pp]ress `([^`]+)`/gu, pressKey],
  [/[Tt]ype `([^`]+)`/gu, typeText],
  [/[Pp]oint at \*\*([^*]+)\*\*/gu, pointAt],
  [/the selected node becomes a (decision)\b/gu, selectedIs],
  [/: a (chance node|utility)\b/gu, selectedIs],
  [/[Pp]ut this in place of the text:/gu, writeBlock],
  [/[Ww]rite at the end of the text: `([^`]+)`/gu, writeAtEnd],
  [
    /\b(?:says|shows|asks|starts with|under|are|and|it|that|agent|assistant)(?: [a-z]+){0,3}:? \*\*([^*]+)\*\*/gu,
    sees,
  ],
];

async function sees(page: Page, [words = ""]: Given): Promise<void> {
  await expect
    .poll(async () => (await page.locator("body").innerText()).replaceAll(/\s+/gu, " "))
    .toContain(words);
}

async function pressButton(page: Page, [name = "", twice]: Given): Promise<void> {
  const button = page.getByRole("button", { name: called(name) });
  await button.click();
  if (twice !== undefined) await button.click();
}

function pressInMessage(page: Page, [name = ""]: Given): Promise<void> {
  return page
    .locator(".toast")
    .getByRole("button", { name: called(name) })
    .click();
}

function pressOnCard(page: Page, [name = "", line = ""]: Given): Promise<void> {
  const button = page.locator(".card-line", { hasText: line }).getByRole("button");
  return button.filter({ hasText: name }).click();
}

function openTab(page: Page, [name = ""]: Given): Promise<void> {
  // The number of claims stands in the tab, too.
  return page.getByRole("tab", { name: new RegExp(`^${name}\\b`, "u") }).click();
}

async function chooseInMenus(page: Page, [menu = "", item = ""]: Given): Promise<void> {
  const bar = page.getByRole("navigation", { name: "Menus" });
  await bar.getByRole("button", { name: called(menu) }).click();
  await page.getByRole("menuitem", { name: called(item) }).click();
}

async function pressKey(page: Page, [key = ""]: Given): Promise<void> {
  const named = { Ctrl: "Control", Esc: "Escape", "→": "ArrowRight" } as Record<string, string>;
  const parts = key.split("+").map((part) => named[part] ?? part);
  await page.keyboard.press(parts.join("+"));
}

/** Into the field that the step before opened. */
async function typeText(page: Page, [text = ""]: Given): Promise<void> {
  await page.locator("input:focus").waitFor();
  await page.keyboard.type(text);
}

function writeBlock(page: Page, _: Given, block: string): Promise<void> {
  return write(page, "Control+a", block);
}

function writeAtEnd(page: Page, [line = ""]: Given): Promise<void> {
  return write(page, "Control+End", `${line}\n`);
}

async function write(page: Page, where: string, text: string): Promise<void> {
  expect(text).not.toBe("");
  await page.locator(".cm-content").click();
  await page.keyboard.press(where);
  await page.keyboard.insertText(text);
}

async function pointAtBadge(page: Page, [badge = "", label = ""]: Given): Promise<void> {
  await (await badgeOf(page, badge, label)).hover();
}

async function badgeIsThere(page: Page, [badge = "", label = ""]: Given): Promise<void> {
  await (await badgeOf(page, badge, label)).waitFor();
}

async function badgeOf(page: Page, badge: string, label: string): Promise<Locator> {
  return (await nodeLabelled(page, label)).locator(".badge", { hasText: badge });
}

function pathIsLit(page: Page): Promise<void> {
  return page.locator(".link.lit").first().waitFor();
}

async function clickThere(page: Page): Promise<void> {
  await page.mouse.down();
  await page.mouse.up();
}

function pointAt(page: Page, [words = ""]: Given): Promise<void> {
  return page.getByText(words, { exact: true }).hover();
}

async function clickNode(page: Page, [label = ""]: Given): Promise<void> {
  await (await nodeLabelled(page, label)).click();
}

function clickChip(page: Page, [words = ""]: Given): Promise<void> {
  return page.locator(".card-chip", { hasText: words }).first().click();
}

async function pressArrow(page: Page, labels: Given): Promise<void> {
  const [from = "", to = ""] = await namesOf(page, labels);
  await clickArrow(page, from, to);
}

async function arrowIsThere(page: Page, labels: Given): Promise<void> {
  await page
    .locator(`.react-flow__edge[data-id="${(await namesOf(page, labels)).join("→")}"]`)
    .waitFor();
}

function namesOf(page: Page, labels: Given): Promise<string[]> {
  return Promise.all(
    labels.map(async (label = "") => {
      const name = await (await nodeLabelled(page, label)).getAttribute("data-id");
      return name ?? "";
    }),
  );
}

async function selectedIs(page: Page, [kind = ""]: Given): Promise<void> {
  await page.locator(`.variable.selected.${kind.split(" ")[0]}`).waitFor();
}

/** Lines of a label stand apart in the page, without blanks between them. */
async function nodeLabelled(page: Page, label: string): Promise<Locator> {
  const bare = (words: string): string => words.replaceAll(/\s+/gu, "");
  const nodes = page.locator(".react-flow__node");
  const labels = (): Promise<string[]> => nodes.locator(".label").allTextContents();
  await expect.poll(async () => (await labels()).map(bare)).toContain(bare(label));
  return nodes.nth((await labels()).map(bare).indexOf(bare(label)));
}

/** As the page calls it; what unfolds has a mark of its own behind that. */
function called(name: string): RegExp {
  return new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&")}(?: [▸▾])?$`, "u");
}
