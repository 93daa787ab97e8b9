/**
 * The widget of `packages/python` in a real JupyterLab, in a browser: drawn with its arrows, a slider that
 * Python hears, values that Python sets, the node that is pointed at. CIDERY_NOTEBOOK_PYTHON names a
 * Python that has jupyterlab, anywidget and the built package; without it this is left out, aloud.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../workbench/e2e/browser.ts";

const python = process.env["CIDERY_NOTEBOOK_PYTHON"];
if (python === undefined)
  console.error(
    "!! NO JUPYTERLAB: the widget is not tried in a notebook; CIDERY_NOTEBOOK_PYTHON names a Python with jupyterlab, anywidget and cidery !!",
  );

/** Each runs as a cell, in order. */
const CELLS = [
  `import cidery
w = cidery.load("""param p = 0.3 in 0..1
chance Rain : bool ~ bernoulli(p)
decision Umbrella : {take, leave} sees Rain
chance Wet : bool = Rain and Umbrella == leave
utility Mood = if Wet then 0 else if Umbrella == take then 1 else 2
""").widget(theme="light")
w`,
  `print("told", w.params["p"], round(sum(w.model.solve().value.values()), 6), w.node)`,
  `w.params = {"p": 0.9}; w.node = "Wet"; print("set")`,
  `w.text = "decision D\\nchance X from D\\nutility U from X\\n"; print("other")`,
];

describe.skipIf(python === undefined)("the widget in JupyterLab", () => {
  let folder = "";
  let jupyter: ChildProcess;
  let browser: Browser;
  let page: Page;
  let said = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cidery-notebook-"));
    mkdirSync(join(folder, "home"));
    const cells = CELLS.map((source, index) => ({
      cell_type: "code",
      id: `cell${index}`,
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    }));
    const notebook = {
      cells,
      metadata: { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    writeFileSync(join(folder, "test.ipynb"), JSON.stringify(notebook));
    const port = await freePort();
    const options = `--no-browser --allow-root --ip=127.0.0.1 --port=${port} --IdentityProvider.token=t --LabApp.news_url=None`;
    jupyter = spawn(python as string, ["-m", "jupyterlab", ...options.split(" ")], {
      cwd: folder,
      env: { ...process.env, HOME: join(folder, "home") },
    });
    for (const stream of [jupyter.stdout, jupyter.stderr])
      stream?.on("data", (part: Buffer) => void (said += String(part)));
    while (!said.includes("is running at")) await once(jupyter.stderr as Readable, "data");
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1200, height: 1400 } });
    await page.goto(`http://127.0.0.1:${port}/lab/tree/test.ipynb?token=t&reset`, {
      timeout: 300_000,
    });
    await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 300_000 });
    // What is run before the kernel listens is lost.
    await page
      .locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
      .waitFor({ timeout: 120_000 });
  }, 900_000);
  afterAll(async () => {
    await browser?.close();
    jupyter?.kill("SIGINT");
    // It asks once more before it ends.
    jupyter?.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  });

  /** Runs a cell and waits for what it prints, or for its picture. */
  async function runCell(index: number, words?: string): Promise<string> {
    const cell = page.locator(".jp-CodeCell").nth(index);
    await cell.locator(".cm-content").click();
    await page.keyboard.press("Control+Enter");
    if (words === undefined) return "";
    const output = cell.locator(".jp-OutputArea-output");
    await expect
      .poll(async () => (await output.allTextContents()).join("\n"), { timeout: 90_000 })
      .toContain(words);
    return (await output.allTextContents()).join("\n");
  }

  const heads = (): Promise<number> =>
    page.locator("cidery-diagram g:has(> title) > polygon.cid-head").count();
  const p = (): ReturnType<Page["locator"]> => page.locator('input[type=range][aria-label="p"]');

  it("draws the model with its arrows and badges", async () => {
    // A page that is still putting itself together may lose the keys: they are pressed again.
    const drawn = async (): Promise<number> => {
      if ((await heads()) === 0) await runCell(0);
      return heads();
    };
    await expect.poll(drawn, { timeout: 120_000, interval: 15_000 }).toBe(5);
    expect(await page.locator("cidery-diagram [data-node]").count()).toBe(4);
    expect(await page.locator("cidery-diagram .said").textContent()).toContain(
      "may want to change",
    );
    expect(await p().inputValue()).toBe("0.3");
  });

  it("a slider that is moved and a node that is pointed at are heard in Python", async () => {
    await p().fill("0.31");
    await page.locator('cidery-diagram [data-node="Wet"]').hover();
    await expect
      .poll(() => page.locator("cidery-diagram [class*=cid-path-fill]").count())
      .toBeGreaterThan(0);
    // Whoever leaves the picture points at nothing.
    await page.locator('cidery-diagram [data-node="Wet"]').focus();
    // An umbrella where it rains is worth 1, none where it does not 2: 0.31 + 2 · 0.69.
    expect(await runCell(1, "told")).toContain("told 0.31 1.69 Wet");
  });

  it("arrow keys move the slider that has the focus, and the notebook leaves them alone", async () => {
    await p().focus();
    for (const [key, worth] of [
      ["ArrowRight", "0.32"],
      ["ArrowUp", "0.33"],
      ["ArrowLeft", "0.32"],
      ["ArrowDown", "0.31"],
      ["End", "1"],
      ["Home", "0"],
    ] as const) {
      await p().press(key);
      await expect.poll(() => p().inputValue(), { timeout: 30_000 }).toBe(worth);
      expect(await p().evaluate((slider) => slider === document.activeElement)).toBe(true);
    }
    await p().fill("0.31");
  });

  it("what Python sets is shown", async () => {
    await page.mouse.move(5, 5);
    await runCell(2, "set");
    await expect.poll(() => p().inputValue()).toBe("0.9");
    await expect
      .poll(() => page.locator("cidery-diagram [class*=cid-path-fill]").count())
      .toBeGreaterThan(0);
    await runCell(3, "other");
    await expect.poll(heads).toBe(2);
    await page.screenshot({ path: join(tmpdir(), "cidery-notebook.png") });
  });
});

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
