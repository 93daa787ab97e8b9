/** What the tests do with the page, in a reader's words. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Session } from "@cidery/core/session";
import type { Locator, Page } from "playwright-core";

declare global {
  interface Window {
    readonly cidery: { readonly session: Session; readonly run: (id: string) => boolean };
  }
}

export const MODELS = fileURLToPath(new URL("../../../models/", import.meta.url));

/** Every catalogue model: slug and text. */
export function catalogue(): { slug: string; text: string }[] {
  return readdirSync(MODELS, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".cid"))
    .sort()
    .map((path) => ({
      slug: path.replaceAll("\\", "/").replace(/\.cid$/u, ""),
      text: readFileSync(`${MODELS}${path}`, "utf8"),
    }));
}

export function textOf(page: Page): Promise<string> {
  return page.evaluate(() => window.cidery.session.state().text);
}

export function namesOf(page: Page): Promise<string[]> {
  return page.evaluate(
    () => window.cidery.session.state().good?.diagram.nodes.map((node) => node.name) ?? [],
  );
}

/** Puts a text in place of the document, as a paste over everything would. */
export async function setText(page: Page, text: string, file?: string): Promise<void> {
  await page.evaluate(
    ([content, name]) =>
      window.cidery.session.open(
        { text: content as string, ...(name !== undefined && { file: name }) },
        "test",
      ),
    [text, file] as const,
  );
}

export function node(page: Page, name: string): Locator {
  return page.locator(`.react-flow__node[data-id="${name}"]`);
}

/**
 * Puts the keyboard focus on a node. What was closed just before (a field, a dialog) may give the
 * focus back a moment later, as it should: then it is put there again.
 */
export async function selectNode(page: Page, name: string): Promise<void> {
  const selected = page.locator(`.react-flow__node[data-id="${name}"] .variable.selected`);
  for (let attempt = 0; ; attempt++) {
    await node(page, name).focus();
    try {
      await selected.waitFor({ timeout: 2_000 });
      return;
    } catch (error) {
      if (attempt === 9) throw error;
    }
  }
}

export async function centreOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = await node(page, name).boundingBox();
  if (box === null) throw new Error(`${name} is not on screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Clicks the middle of an arrow. */
export async function clickArrow(page: Page, from: string, to: string): Promise<void> {
  const point = await page.evaluate(
    ([tail, head]) => {
      const edge = document.querySelector(
        `.react-flow__edge[data-id="${tail}→${head}"] .link-target`,
      );
      if (!(edge instanceof SVGPathElement)) return undefined;
      const middle = edge.getPointAtLength(edge.getTotalLength() / 2);
      const matrix = edge.getScreenCTM();
      if (matrix === null) return undefined;
      const { x, y } = middle.matrixTransform(matrix);
      return { x, y };
    },
    [from, to] as const,
  );
  if (point === undefined) throw new Error(`no arrow ${from} → ${to} on screen`);
  await page.mouse.click(point.x, point.y);
}

/** Finds a command in the palette and runs it. */
export async function runFromPalette(page: Page, id: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator(`[id="palette-${id}"]`).click();
  await page.waitForSelector(".dialog.palette", { state: "detached" });
  // It runs when the focus is back, a moment after the palette is gone.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
}

export async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(text);
}

/** Waits until nothing moves on the canvas any more. */
export async function settled(page: Page): Promise<void> {
  const picture = (): Promise<string> =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".react-flow__viewport, .react-flow__node")]
        .map((one) => one.style.transform)
        .join(),
    );
  for (let before = "", same = 0; same < 3; ) {
    const now = await picture();
    same = now === before ? same + 1 : 0;
    before = now;
    await page.waitForTimeout(80);
  }
}
