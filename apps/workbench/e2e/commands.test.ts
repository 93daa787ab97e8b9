/** Every command by key and by mouse: from the one list, so a new command is tested too. */
import { COMMANDS, showKeys } from "@cidery/core/session";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { node, setText } from "./workbench.ts";

const started = startedForAllTests();
let page: Page;
let errors: string[];

const MODEL = `agent a
agent b
param p = 0.5 in 0..1
param T = 2 in 1..4
chance X : bool ~ bernoulli(p)
chance Y from X
decision D by a sees X
utility U for a from D, Y
for t in 1..T { chance S[t] }
chance Q from Y
chance R from Y
chance L : bool ~ bernoulli(0.4)
story "Who decides?" show D
// layout: Y 300 290; X 100 320; U 500 300; Q 300 100; R 300 500; D 520 120; S[1] 100 100; S[2] 100 500
`;

beforeAll(async () => {
  ({ page, errors } = await freshPage(started.browser, started.server.url, {
    permissions: ["clipboard-read", "clipboard-write"],
  }));
  await page.waitForSelector(".cm-content");
  // What would leave the page or open a window of the system is only noted.
  await page.evaluate(() => {
    Object.assign(window, { postToWorker: Worker.prototype.postMessage });
    window.print = () => document.body.setAttribute("data-printed", "");
    window.open = () => {
      document.body.setAttribute("data-opened", "");
      return null;
    };
    Object.assign(window, { showOpenFilePicker: undefined });
    HTMLInputElement.prototype.click = function click() {
      document.body.setAttribute("data-picked", "");
    };
    HTMLAnchorElement.prototype.click = function click() {
      document.body.setAttribute("data-downloaded", this.download);
    };
  });
});

beforeEach(async () => {
  await closeDialogs();
  const leave = page.getByRole("button", { name: "Leave the story" });
  if (await leave.isVisible()) await leave.click();
  await setText(page, MODEL, "commands.cid");
  await node(page, "U").waitFor();
  // Something to undo and to redo, something selected, something in the clipboard.
  await page.evaluate(async (model) => {
    const { session } = window.cidery;
    const { postToWorker } = window as unknown as { postToWorker: Worker["postMessage"] };
    Worker.prototype.postMessage = postToWorker;
    session.setText(`${model}// one\n`, "one");
    session.setText(`${model}// two\n`, "two");
    session.undo();
    session.select({ nodes: ["X", "Y", "D"], edges: [], pinnedVerdict: undefined });
    await navigator.clipboard.writeText("chance Pasted\n");
    for (const name of ["printed", "opened", "picked", "downloaded"]) {
      document.body.removeAttribute(`data-${name}`);
    }
  }, MODEL);
});

/**
 * Until a menu or a dialog is gone, Escape is theirs; pressed once more with nothing open, it also
 * sends away the dialog whose part is still being loaded.
 */
async function closeDialogs(): Promise<void> {
  await expect
    .poll(async () => {
      const open = await page.locator("[role=dialog], [role=menu]").count();
      await page.keyboard.press("Escape");
      return open;
    })
    .toBe(0);
}

/** Everything a command may change, as one text. */
function footprint(): Promise<string> {
  return page.evaluate(() => {
    const { text, selection, history } = window.cidery.session.state();
    const seen = (selector: string): string =>
      [...document.querySelectorAll(selector)].map((one) => one.textContent).join("|");
    return JSON.stringify([
      text,
      selection,
      history.past.length,
      document.body.getAttributeNames(),
      document.querySelector(".react-flow__viewport")?.getAttribute("style"),
      document.querySelectorAll(".react-flow__node").length,
      document.querySelectorAll(".badge").length,
      document.querySelector(".react-flow__node")?.getAttribute("style"),
      document.querySelector(".pane.text") !== null,
      document.documentElement.dataset["theme"],
      document.querySelector('[role="dialog"] h2, .dialog.palette h2')?.textContent,
      document.querySelector(".name-field, .table-editor") !== null,
      seen(".toast p"),
      seen(".tab[data-state=active]"),
      seen(".story-words"),
      document.querySelector(".app")?.className,
      seen(".progress, .results, .note"),
      document.activeElement?.getAttribute("data-id"),
      document.querySelector<HTMLSelectElement>(".filter select")?.value,
    ]);
  });
}

async function expectsChange(act: () => Promise<void>): Promise<void> {
  // Fitting does nothing to a view that fits, stopping nothing to what does not run.
  await page.mouse.move(2, 300);
  const before = await footprint();
  await act();
  await expect.poll(footprint).not.toBe(before);
}

/** Commands that visibly do nothing in this situation, and what brings them to do something. */
const PREPARED: Readonly<Record<string, () => Promise<void>>> = {
  "view.fit": () => page.locator('[data-command="view.zoomIn"]').first().click(),
  "view.zoomActual": () => page.locator('[data-command="view.zoomIn"]').first().click(),
  "node.table": () =>
    page.evaluate(() => window.cidery.session.select({ nodes: ["L"], edges: [] })),
  "node.step": () =>
    page.evaluate(() => {
      const { session } = window.cidery;
      const { text } = session.state();
      session.setText(
        text.replace("{ chance S[t] }", "{ chance S[t] chance O[t] from S[t] }"),
        "O",
      );
      session.select({ edges: [{ from: "S[2]", to: "O[2]", step: "same" }] });
    }),
  "answers.stop": async () => {
    // A worker that never hears the question never answers.
    await page.evaluate(() => {
      Worker.prototype.postMessage = () => undefined;
    });
    await runByMouse("answers.run");
    await page.waitForSelector(".progress");
  },
  "answers.clear": async () => {
    await runByMouse("answers.fill");
    await runByMouse("answers.run");
    await page.waitForSelector(".results");
  },
  "view.tidy": () =>
    page.evaluate(() => {
      const { session } = window.cidery;
      session.setText(`${session.state().text}// layout: X 400 400\n`, "pin");
      session.setText(session.state().text.replace(/\/\/ layout.*\n/u, ""), "let go");
    }),
};

async function runByMouse(id: string): Promise<void> {
  const command = COMMANDS.find((one) => one.id === id);
  const menu = page.locator("nav .button", { hasText: new RegExp(`^${command?.group}$`, "u") });
  // A dialog of the command before may have come after it was sent away: its part is loaded when it is asked for.
  for (let attempt = 0; ; attempt++) {
    try {
      await menu.click({ timeout: 5_000 });
      break;
    } catch (error) {
      if (attempt === 4) throw error;
      await page.keyboard.press("Escape");
    }
  }
  await page.locator(`.menu [data-command="${id}"]`).click();
}

/** These change nothing that can be seen in this situation; that they run is enough. */
const SILENT = new Set(["view.tidy", "answers.clear"]);

describe("by mouse, from the menus", () => {
  for (const { id, title, keysOnly } of COMMANDS) {
    if (keysOnly) continue;
    it(`${title} (${id})`, async () => {
      await PREPARED[id]?.();
      const act = (): Promise<void> => runByMouse(id);
      if (SILENT.has(id)) await act();
      else await expectsChange(act);
    });
  }
});

describe("by key", () => {
  for (const { id, title, keys } of COMMANDS) {
    for (const key of keys) {
      it(`${showKeys(key, false).join("+")}: ${title}`, async () => {
        await PREPARED[id]?.();
        await page.evaluate(() =>
          window.cidery.session.select({ nodes: ["X", "Y"], pinnedVerdict: undefined }),
        );
        await node(page, "Y").focus();
        const press = key
          .replace("Mod", "Control")
          .replace(/\+\+$/u, "+Shift+Equal")
          .replace("?", "Shift+?");
        const act = (): Promise<void> => page.keyboard.press(press);
        if (SILENT.has(id)) await act();
        else await expectsChange(act);
      });
    }
  }
});

it("without an error on the way", () => {
  expect(errors).toEqual([]);
});
