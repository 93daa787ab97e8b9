/** Nothing is lost: reload, two tabs, links, versions, files, bad input. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { freshPage, startWorkbench } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { namesOf, node, runFromPalette, setText, textOf, typeAtEnd } from "./workbench.ts";

const started = startedForAllTests();

async function open(
  url = started.server.url,
): Promise<{ page: Page; close: () => Promise<void>; errors: string[] }> {
  const { page, context, errors } = await freshPage(started.browser, url);
  return { page, errors, close: () => context.close() };
}

describe("keeping", () => {
  it("a reload in the middle of an edit finds every letter again", async () => {
    const { page, close } = await open();
    await page.waitForSelector(".cm-content");
    await typeAtEnd(page, "chance half_writ");
    await page.reload();
    await page.waitForSelector(".cm-content");
    await expect.poll(() => textOf(page)).toMatch(/chance half_writ$/u);
    await close();
  });

  it("a long text, too, survives a reload in the middle of an edit", async () => {
    const { page, close } = await open();
    await page.waitForSelector(".cm-content");
    await setText(page, `chance A\n${"// what stands here is long\n".repeat(20_000)}`);
    await page.waitForTimeout(1000);
    for (const letter of ["x", "y"]) {
      await page.evaluate((written) => {
        const { session } = window.cidery;
        session.setText(`${session.state().text}${written}`, "typing");
      }, letter);
      await page.reload();
      await page.waitForSelector(".cm-content");
      await expect
        .poll(async () => (await textOf(page)).slice(-2))
        .toMatch(new RegExp(`${letter}$`, "u"));
    }
    expect((await textOf(page)).length).toBe(560_011);
    expect(await textOf(page)).toMatch(/\nxy$/u);
    // Once it is in the database, local storage is free again.
    await page.locator(".statusbar span", { hasText: "Kept in this browser" }).waitFor();
    const drafts = (): Promise<number> =>
      page.evaluate(
        () => Object.keys(localStorage).filter((key) => key.startsWith("cidery-draft")).length,
      );
    await expect.poll(drafts).toBe(0);
    await close();
  });

  it("two tabs show the same document and stay in step", async () => {
    const { page, close } = await open();
    await page.waitForSelector(".cm-content");
    const second = await page.context().newPage();
    await second.goto(started.server.url);
    await second.waitForSelector(".cm-content");
    await expect.poll(() => textOf(second)).toBe(await textOf(page));
    await typeAtEnd(page, "\nchance first\n");
    await expect.poll(() => namesOf(second)).toContain("first");
    await typeAtEnd(second, "chance second\n");
    await expect.poll(() => namesOf(page)).toContain("second");
    await close();
  });

  it("older versions can be gone back to, and that too can be undone", async () => {
    const { page, close } = await open();
    const original = await textOf(page);
    await runFromPalette(page, "file.gallery");
    await page.locator('[data-slug="frameworks/mdp"] .open').click();
    await expect.poll(() => textOf(page)).not.toBe(original);
    const other = await textOf(page);
    await runFromPalette(page, "file.versions");
    await page.locator(".versions li button").first().waitFor();
    const count = await page.locator(".versions li").count();
    await page
      .locator(".versions li button")
      .nth(count - 1)
      .click();
    await expect.poll(() => textOf(page)).toBe(original);
    await runFromPalette(page, "edit.undo");
    await expect.poll(() => textOf(page)).toBe(other);
    await close();
  });

  it("the address is the file: it opens in a fresh profile with its view", async () => {
    const { page, close } = await open();
    await setText(
      page,
      'model "Linked"\nchance A\ndecision D sees A\nutility U from A, D\n',
      "linked.cid",
    );
    await page.selectOption(".filter select", "value-of-control");
    await runFromPalette(page, "file.share");
    const link = await page.locator(".copyable input").first().inputValue();
    const fresh = await open(link);
    await expect.poll(() => fresh.page.locator("h1").textContent()).toBe("Linked");
    expect(await fresh.page.locator(".filter select").first().inputValue()).toBe(
      "value-of-control",
    );
    expect(fresh.errors).toEqual([]);
    await fresh.close();
    await close();
  });

  it("the embedded view is read only and offers a copy", async () => {
    const { page, close } = await open();
    await runFromPalette(page, "file.share");
    const frame = await page.locator(".copyable input").nth(1).inputValue();
    const address = /src="([^"]+)"/u.exec(frame)?.[1] as string;
    const embedded = await open(address);
    await embedded.page.locator("a", { hasText: "Remix" }).waitFor();
    expect(await embedded.page.locator(".pane.text, .topbar").count()).toBe(0);
    await node(embedded.page, "influenced").locator(".badge").first().hover();
    await embedded.page.locator(".embed-bar p", { hasText: "incentive" }).waitFor();
    await embedded.close();
    await close();
  });
});

describe("bad input", () => {
  it("a damaged link says so and shows the own last model", async () => {
    const { page, close } = await open();
    await runFromPalette(page, "file.share");
    const link = await page.locator(".copyable input").first().inputValue();
    await close();
    const middle = Math.floor(link.length * 0.6);
    const other = link[middle] === "A" ? "B" : "A";
    const changed = link.slice(0, middle) + other + link.slice(middle + 1);
    for (const bad of [link.slice(0, middle), changed]) {
      const fresh = await open(bad);
      await fresh.page.locator(".toast.trouble", { hasText: "damaged" }).waitFor();
      expect(await fresh.page.locator("h1").textContent()).toBe("Content recommender");
      await fresh.close();
    }
  });

  it("a link from a newer version says so", async () => {
    const fresh = await open(`${started.server.url}#7.abcdef.x`);
    await fresh.page.locator(".toast.trouble", { hasText: "newer" }).waitFor();
    await fresh.close();
  });

  it("a paste of 10 MB is kept, not read, and undone", async () => {
    const { page, close, errors } = await open();
    await page.waitForSelector(".cm-content");
    const before = await textOf(page);
    await page.locator(".cm-content").click();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData(
        "text/plain",
        "chance A_long_line from B // filler filler filler\n".repeat(200_000),
      );
      document
        .querySelector(".cm-content")
        ?.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
        );
    });
    await page.locator(".statusbar .bad", { hasText: "million characters" }).waitFor();
    await page.waitForSelector(".broken-note");
    expect((await textOf(page)).length).toBeGreaterThan(10_000_000 - 1);
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+z");
    await expect.poll(() => textOf(page)).toBe(before);
    await page.waitForSelector(".broken-note", { state: "detached" });
    expect(errors).toEqual([]);
    await close();
  });

  it("storage without room says so and how to save", async () => {
    const { page, close } = await open();
    await page.waitForSelector(".cm-content");
    await page.evaluate(() => {
      const full = (): never => {
        throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      };
      Storage.prototype.setItem = full;
      IDBObjectStore.prototype.put = full;
    });
    await typeAtEnd(page, "\nchance lost_not\n");
    await page.locator(".toast.trouble", { hasText: "no room" }).waitFor();
    await page.locator(".statusbar .bad", { hasText: "Not kept" }).waitFor();
    expect(await namesOf(page)).toContain("lost_not");
    await close();
  });

  it("a worker that dies is reported, and the next run works", async () => {
    const { page, close } = await open();
    await page.evaluate(() => {
      const real = Worker.prototype.postMessage;
      let died = false;
      Worker.prototype.postMessage = function patched(this: Worker, ...rest: unknown[]) {
        // The claims are checked on their own, whenever that is: it is the numbers' worker that dies.
        if (!died && (rest[0] as { order: { kind: string } }).order.kind !== "claims") {
          died = true;
          setTimeout(
            () =>
              this.dispatchEvent(
                new ErrorEvent("error", { message: "out of memory", cancelable: true }),
              ),
            20,
          );
          return;
        }
        (real as (...all: unknown[]) => void).apply(this, rest);
      } as typeof real;
    });
    await runFromPalette(page, "answers.run");
    await page.locator(".note.bad", { hasText: "broke off" }).waitFor();
    await runFromPalette(page, "answers.run");
    await page.waitForSelector(".policy table");
    await close();
  });
});

describe("files", () => {
  it("a file on disk is live both ways", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cidery-"));
    const file = join(folder, "live.cid");
    writeFileSync(file, "chance A\n");
    const live = await startWorkbench(file);
    const { page, close } = await open(live.url);
    await page.waitForSelector(".cm-content");
    await typeAtEnd(page, "chance B from A\n");
    await expect.poll(() => readFileSync(file, "utf8")).toBe("chance A\nchance B from A\n");
    writeFileSync(file, "// from outside\nchance A\nchance C from A\n");
    await expect.poll(() => namesOf(page)).toEqual(["A", "C"]);
    await close();
    await live.close();
  });

  it("exports SVG with the model inside, PNG, TikZ, DOT and JSON; the SVG opens again", async () => {
    const { page, close, errors } = await open();
    await page.waitForSelector(".react-flow__node");
    const text = await textOf(page);
    const contents = new Map<string, Buffer>();
    for (const format of ["svg", "png", "tikz", "dot", "json"]) {
      const waiting = page.waitForEvent("download");
      await runFromPalette(page, `export.${format}`);
      const download = await waiting;
      contents.set(format, readFileSync(await download.path()));
    }
    expect(contents.get("png")?.subarray(1, 4).toString()).toBe("PNG");
    expect(contents.get("tikz")?.toString()).toMatch(/% http:\/\/localhost:\d+\/#1\./u);
    expect(contents.get("dot")?.toString()).toMatch(/^digraph/u);
    expect(JSON.parse(contents.get("json")?.toString() ?? "")).toBeTypeOf("object");
    await setText(page, "chance other\n", "other.cid");
    const svg = contents.get("svg")?.toString() ?? "";
    await page.evaluate((content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], "picture.svg", { type: "image/svg+xml" }));
      window.dispatchEvent(
        new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    }, svg);
    await expect.poll(() => textOf(page)).toBe(text);
    expect(errors).toEqual([]);
    await close();
  });

  it("works without a network once it was open", async () => {
    const context = await started.browser.newContext();
    const page = await context.newPage();
    await page.goto(started.server.url);
    await page.waitForSelector(".react-flow__node");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(async () => (await caches.keys()).length > 0);
    await page.reload();
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector(".react-flow__node");
    await page.waitForSelector(".cm-content");
    await context.close();
  });
});
