/**
 * Nothing is lost, whatever happens around the page: the browser is killed, the command ends, two
 * pages and an editor share a file, links come in between, storage is full, strange or missing.
 */
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeShareLink } from "@cidery/core/session";
import type { BrowserContext, Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { launchKillable, startWorkbench } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { runFromPalette, textOf, typeAtEnd } from "./workbench.ts";

const started = startedForAllTests();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close().catch(() => undefined);
});

function fileWith(content: string | Buffer, name = "m.cid"): string {
  const path = join(mkdtempSync(join(tmpdir(), "cidery-lost-")), name);
  writeFileSync(path, content);
  return path;
}

async function serve(file: string, port?: number): Promise<{ url: string; end(): Promise<void> }> {
  const server = await startWorkbench(file, port);
  closing.push(() => server.close());
  return { url: server.url, end: () => server.close() };
}

async function profile(): Promise<BrowserContext> {
  const context = await started.browser.newContext({ serviceWorkers: "block" });
  closing.push(() => context.close());
  return context;
}

async function show(context: BrowserContext, url = started.server.url): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector(".cm-content");
  return page;
}

const status = (page: Page, words: string | RegExp): Promise<void> =>
  page.locator(".statusbar span", { hasText: words }).first().waitFor();
const said = (page: Page, words: string | RegExp): Promise<void> =>
  page.locator(".toast", { hasText: words }).first().waitFor();

/** Closes the page as a reader does; returns whether it asked. */
async function asksBeforeClosing(page: Page): Promise<boolean> {
  let asked = false;
  page.on("dialog", (dialog) => {
    asked = true;
    void dialog.accept();
  });
  // It is gone, and its work free for the next one, when it says so: a busy machine takes its time.
  const closed = page.waitForEvent("close", { timeout: 60_000 });
  await page.close({ runBeforeUnload: true });
  await closed;
  return asked;
}

describe("a file on disk", () => {
  it("shows two pages and an editor what each of them does", async () => {
    const file = fileWith("chance A\n");
    const { url } = await serve(file);
    const [one, two] = [await show(await profile(), url), await show(await profile(), url)];
    await typeAtEnd(one, "chance First\n");
    await expect.poll(() => textOf(two)).toBe("chance A\nchance First\n");
    await typeAtEnd(two, "chance Second\n");
    await expect.poll(() => textOf(one)).toBe("chance A\nchance First\nchance Second\n");
    writeFileSync(file, `// outside\n${readFileSync(file, "utf8")}`);
    const all = "// outside\nchance A\nchance First\nchance Second\n";
    for (const page of [one, two]) await expect.poll(() => textOf(page)).toBe(all);
    expect(readFileSync(file, "utf8")).toBe(all);
    await status(one, "Written to m.cid");
  });

  it("keeps both texts of a line that was changed here and outside, and shows the place", async () => {
    const file = fileWith("param x = 1\nchance A\n");
    const { url } = await serve(file);
    const page = await show(await profile(), url);
    // While the page cannot send, the file changes.
    await page.route("**/__live/file", (route) => route.abort());
    await page.evaluate(() => window.cidery.session.setText("param x = 2\nchance A\n", "typing"));
    writeFileSync(file, "param x = 3\nchance A\n");
    await page.waitForTimeout(400);
    await page.unroute("**/__live/file");
    await said(page, "both texts are kept");
    // File and page in one look: each may still be on its way to the other.
    const both = async () => {
      const text = readFileSync(file, "utf8");
      const has = ["x = 2", "x = 3", "// <<<<<<<"].filter((part) => text.includes(part)).length;
      return { has, onPage: (await textOf(page)) === text };
    };
    await expect.poll(both).toEqual({ has: 3, onPage: true });
  });

  it("is written while one types without a pause", async () => {
    const file = fileWith("chance A\n");
    const { url } = await serve(file);
    const page = await show(await profile(), url);
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    let behind = 0;
    for (let letter = 0; letter < 60; letter++) {
      await page.keyboard.type("x");
      await page.waitForTimeout(50);
      behind = Math.max(behind, letter + 1 - (readFileSync(file, "utf8").split("x").length - 1));
    }
    // At most half a second behind; a busy machine is given as much again.
    expect(behind).toBeLessThan(20);
  });

  it("may go away: the page keeps the text, says where, asks, and puts it back later", async () => {
    const file = fileWith("chance A\n");
    const server = await serve(file);
    const context = await profile();
    const page = await show(context, server.url);
    await typeAtEnd(page, "chance before\n");
    await status(page, "Written to m.cid");
    await server.end();
    await said(page, "The command has ended");
    await typeAtEnd(page, "chance after\n");
    await status(page, "Kept in this browser, not in m.cid");
    expect(await asksBeforeClosing(page)).toBe(true);
    expect(readFileSync(file, "utf8")).toBe("chance A\nchance before\n");
    writeFileSync(file, "// outside\nchance A\nchance before\n");
    const again = await serve(file, Number(new URL(server.url).port));
    // It is said for some seconds only, perhaps before the editor has come.
    const next = await context.newPage();
    const found = said(next, "found in this browser");
    await next.goto(again.url);
    await found;
    await next.waitForSelector(".cm-content");
    const whole = "// outside\nchance A\nchance before\nchance after\n";
    await expect.poll(() => textOf(next)).toBe(whole);
    await expect.poll(() => readFileSync(file, "utf8")).toBe(whole);
  });

  it("comes back under an open page, which goes on", async () => {
    const file = fileWith("chance A\n");
    const server = await serve(file);
    const page = await show(await profile(), server.url);
    await server.end();
    await typeAtEnd(page, "chance B\n");
    await status(page, "Kept in this browser");
    await serve(file, Number(new URL(server.url).port));
    await expect.poll(() => readFileSync(file, "utf8")).toBe("chance A\nchance B\n");
    await status(page, "Written to m.cid");
  });

  it.each([
    ["mixed line ends", Buffer.from("chance A\r\nchance B from A\n")],
    ["lone CR", Buffer.from("chance A\rchance B from A\r")],
    ["a byte order mark", Buffer.from("\uFEFFchance A\r\nchance B from A\r\n")],
    ["Latin-1", Buffer.from('chance A "caf\xe9"\nchance B from A\n', "latin1")],
    ["UTF-16", Buffer.from("\uFEFFchance A\n", "utf16le")],
  ])("with %s is not rewritten by a click, nor by an edit that is undone", async (_, bytes) => {
    const file = fileWith(bytes);
    const { url } = await serve(file);
    const page = await show(await profile(), url);
    await page.locator(".react-flow__node").first().click();
    await page.waitForTimeout(400);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    await typeAtEnd(page, "x");
    await page.waitForTimeout(500);
    await page.keyboard.press("Control+z");
    await expect.poll(() => readFileSync(file).equals(bytes)).toBe(true);
  });

  it("that is deleted, renamed or locked is said to be so, and the text stays", async () => {
    const file = fileWith("chance A\n");
    const { url } = await serve(file);
    const page = await show(await profile(), url);
    renameSync(file, `${file}.old`);
    await said(page, "is called m.cid.old now");
    unlinkSync(`${file}.old`);
    await said(page, "was deleted");
    await typeAtEnd(page, "chance B\n");
    await status(page, "Kept in this browser, not in m.cid");
    await page.locator(".toast button", { hasText: "Write it again" }).last().click();
    await expect.poll(() => readFileSync(file, "utf8")).toBe("chance A\nchance B\n");
    chmodSync(file, 0o444);
    await said(page, "is read-only");
    await typeAtEnd(page, "chance C\n");
    await status(page, "Kept in this browser, not in m.cid");
    expect(readFileSync(file, "utf8")).toBe("chance A\nchance B\n");
    chmodSync(file, 0o644);
    await expect.poll(() => readFileSync(file, "utf8")).toContain("chance C");
  });

  it("on a disk that is full or read-only is said to be so, and written once there is room", async ({
    skip,
  }) => {
    const disk = mkdtempSync(join(tmpdir(), "cidery-small-disk-"));
    const mount = (...options: string[]): void =>
      void execFileSync("mount", [...options, disk], { stdio: "ignore" });
    try {
      mount("-t", "tmpfs", "-o", "size=64k", "tmpfs");
    } catch {
      skip("this machine lets nobody mount a small disk");
    }
    closing.push(async () => void execFileSync("umount", ["-l", disk]));
    const file = join(disk, "m.cid");
    writeFileSync(file, "chance A\n");
    const { url } = await serve(file);
    const page = await show(await profile(), url);
    expect(() => {
      for (;;) appendFileSync(join(disk, "filler"), "x".repeat(4096));
    }).toThrow("ENOSPC");
    await typeAtEnd(page, "chance B\n");
    await status(page, "Kept in this browser, not in m.cid");
    await said(page, "cannot be written: the disk is full; what was there before is untouched");
    expect(readFileSync(file, "utf8")).toBe("chance A\n");
    expect(readdirSync(disk).sort()).toEqual(["filler", "m.cid"]);
    unlinkSync(join(disk, "filler"));
    await expect.poll(() => readFileSync(file, "utf8")).toBe("chance A\nchance B\n");
    mount("-o", "remount,ro");
    await typeAtEnd(page, "chance C\n");
    await status(page, "Kept in this browser, not in m.cid");
    await said(page, "is read-only");
    expect(readFileSync(file, "utf8")).toBe("chance A\nchance B\n");
    mount("-o", "remount,rw");
    await expect.poll(() => readFileSync(file, "utf8")).toContain("chance C");
  });

  it("stays as it is when another model is opened in its page, and comes back by Undo", async () => {
    const file = fileWith("chance A\n");
    const { url } = await serve(file);
    const page = await show(await profile(), url);
    await runFromPalette(page, "file.new");
    await said(page, "stays as it is on disk");
    await typeAtEnd(page, "chance Mine\n");
    await status(page, "Kept in this browser");
    expect(readFileSync(file, "utf8")).toBe("chance A\n");
    writeFileSync(file, "chance A2\n");
    await runFromPalette(page, "edit.undo");
    await runFromPalette(page, "edit.undo");
    await expect.poll(() => textOf(page)).toBe("chance A2\n");
    await status(page, "Written to m.cid");
  });

  it("is not made up by `?live` alone", async () => {
    const page = await show(await profile(), `${started.server.url}?live`);
    await said(page, "cannot be read");
    await typeAtEnd(page, "\nchance kept\n");
    await status(page, "Kept in this browser");
    await page.reload();
    await page.waitForSelector(".cm-content");
    expect(await textOf(page)).toContain("chance kept");
  });
});

describe("documents in the browser", () => {
  const link = (text: string): string =>
    `${started.server.url}#${writeShareLink({ text, engine: "0.1.0", file: "theirs.cid" })}`;

  it("are not lost to a link, in this tab or another, and a pasted link is followed", async () => {
    const context = await profile();
    const page = await show(context);
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("chance MyWork\n");
    await status(page, "Kept in this browser");
    await page.evaluate((address) => {
      location.href = address;
    }, link("chance Theirs\n"));
    await expect.poll(() => textOf(page)).toBe("chance Theirs\n");
    const other = await show(context, link("chance Others\n"));
    expect(await textOf(other)).toBe("chance Others\n");
    await page.close();
    await other.close();
    const again = await show(context);
    expect(await textOf(again)).toBe("chance MyWork\n");
    await runFromPalette(again, "file.documents");
    const opened = again.locator("section", { hasText: "Opened but not changed" });
    await opened.locator("li", { hasText: "theirs.cid" }).first().waitFor();
    const own = again.locator("section", { hasText: "Your own" });
    expect(await own.locator("li").count()).toBe(1);
  });

  it("stay in the list when a new one is begun, and open again from it", async () => {
    const page = await show(await profile());
    await typeAtEnd(page, "\nchance MyWork\n");
    await status(page, "Kept in this browser");
    const mine = await textOf(page);
    await runFromPalette(page, "file.new");
    await typeAtEnd(page, "chance Fresh\n");
    const fresh = await textOf(page);
    await runFromPalette(page, "file.documents");
    await page
      .locator(".versions li", { hasText: "Content recommender" })
      .locator("button")
      .first()
      .click();
    await expect.poll(() => textOf(page)).toBe(mine);
    await page.reload();
    await page.waitForSelector(".cm-content");
    expect(await textOf(page)).toBe(mine);
    await runFromPalette(page, "file.documents");
    await page.locator(".versions li", { hasText: "Untitled model" }).first().waitFor();
    await page
      .locator(".versions li", { hasText: "Untitled model" })
      .locator("button")
      .first()
      .click();
    await expect.poll(() => textOf(page)).toBe(fresh);
  });

  it.each([
    "[]",
    "null",
    "no JSON",
    '{"id":1}',
    '{"id":"a","text":null,"time":1}',
    '{"id":"a","text":123,"time":1}',
    '{"id":"a","text":"chance A","file":{"x":1},"time":9e15}',
    '{"format":99,"id":"a","text":"chance A","parts":[]}',
    "packed:\u0001\u0002",
  ])("of the shape %s do not keep the page from starting, and can be saved", async (kept) => {
    const context = await profile();
    await context.addInitScript((value) => {
      if (localStorage.getItem("cidery-draft-a") !== null) return;
      localStorage.setItem("cidery-latest", "a");
      localStorage.setItem("cidery-draft-a", value);
      sessionStorage.setItem("cidery-document", "a");
    }, kept);
    const page = await show(context);
    await runFromPalette(page, "file.documents");
    const waiting = page.waitForEvent("download");
    await page.locator(".versions button", { hasText: "Save as a file" }).last().click();
    expect((await waiting).suggestedFilename()).toMatch(/^kept\.|\.cid$/u);
  });

  it("are not kept where there is no storage at all: it says so, and asks", async () => {
    const context = await profile();
    await context.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException("denied", "SecurityError");
      };
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
        Object.defineProperty(window, name, { get: refuse });
      }
    });
    const page = await show(context);
    await typeAtEnd(page, "\nchance not_kept\n");
    await status(page, "Not kept");
    expect(await asksBeforeClosing(page)).toBe(true);
  });

  it("whose text cannot be read are kept all the same", async () => {
    const page = await show(await profile());
    await page.evaluate(() => {
      const list = Array.from({ length: 130_000 }, () => "1").join(",");
      window.cidery.session.setText(
        `chance B : 0..9999 ~ uniform\nutility U from B = [${list}]\n`,
        "paste",
      );
    });
    await page.evaluate(() => {
      const { session } = window.cidery;
      session.setText(`// after the paste\n${session.state().text}`, "typing");
    });
    await status(page, "Kept in this browser");
    await page.reload();
    await page.waitForSelector(".cm-content");
    expect(await textOf(page)).toContain("after the paste");
  });

  it("survive a browser that is killed while one types", { retry: 1 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "cidery-killed-"));
    for (const wait of [300, 900, 1700]) {
      const killable = await launchKillable(folder);
      const page = killable.context.pages()[0] ?? (await killable.context.newPage());
      await page.goto(started.server.url);
      await page.waitForSelector(".cm-content");
      await page.locator(".cm-content").click();
      await page.keyboard.press("Control+End");
      const shown: { time: number; text: string }[] = [];
      for (const end = Date.now() + wait; Date.now() < end; ) {
        await page.keyboard.type("x");
        shown.push({ time: Date.now(), text: await textOf(page) });
      }
      killable.kill();
      const killed = Date.now();
      const again = await launchKillable(folder);
      const next = again.context.pages()[0] ?? (await again.context.newPage());
      await next.goto(started.server.url);
      await next.waitForSelector(".cm-content");
      const promised = shown.findLast(({ time }) => time < killed - 500)?.text ?? "";
      expect((await textOf(next)).startsWith(promised)).toBe(true);
      await again.context.close();
    }
  });
});

describe("a part that fails", () => {
  it("after the command ended says so in its place, with the text safe and a way to save", async () => {
    const file = fileWith("chance A\n");
    const server = await serve(file);
    const page = await show(await profile(), server.url);
    await server.end();
    await typeAtEnd(page, "chance an_hour_of_work\n");
    await page.evaluate(() => window.cidery.run("help.keys"));
    const broken = page.locator(".broken-part");
    await broken.waitFor();
    expect(await broken.innerText()).toContain("could not be loaded");
    const waiting = page.waitForEvent("download");
    await broken.locator("button", { hasText: "Save as a file" }).click();
    const saved = readFileSync(await (await waiting).path(), "utf8");
    expect(saved).toBe("chance A\nchance an_hour_of_work\n");
    await broken.locator("button", { hasText: "Close" }).click();
    await broken.waitFor({ state: "detached" });
    expect(await textOf(page)).toContain("an_hour_of_work");
    await page.waitForSelector(".react-flow__node");
  });

  it("can be tried again when it can be fetched", async () => {
    const page = await show(await profile());
    await page.route("**/KeysDialog-*.js", (route) => route.abort());
    await runFromPalette(page, "help.keys");
    await page.locator(".broken-part").waitFor();
    await page.unroute("**/KeysDialog-*.js");
    await page.locator(".broken-part button", { hasText: "Try again" }).click();
    await page.locator(".dialog h2").first().waitFor();
  });
});
