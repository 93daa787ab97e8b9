import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { LiveAnswer, LiveState } from "@cidery/core/session";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ServedWorkbench, serveWorkbench } from "./serve.ts";

let home: string;
let file: string;
let served: ServedWorkbench;
let nextId = 0;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "cidery-live-"));
  writeFileSync(join(home, "index.html"), "<h1>hello</h1>");
  file = join(home, "m.cid");
  writeFileSync(file, "chance A\n");
});
afterEach(() => served.close());

async function serve(fixed?: string): Promise<void> {
  served = await serveWorkbench({ folder: home, file, ...(fixed !== undefined && { fixed }) });
}

const address = (name: string): string => new URL(`__live/${name}`, served.url).href;
const state = async (): Promise<LiveState> =>
  (await (await fetch(address("file"))).json()) as LiveState;

async function put(
  text: string,
  known: Pick<LiveState, "run" | "version">,
  headers = {},
): Promise<Response> {
  const body = JSON.stringify({ id: `w${nextId++}`, ...known, text });
  return fetch(address("file"), { method: "PUT", body, headers });
}

/** Tells the next state a page hears of. */
async function listener(): Promise<() => Promise<LiveState>> {
  const events = await fetch(address("events"));
  const reader = events.body?.getReader();
  let heard = "";
  return async () => {
    while (!heard.includes("\n\n")) {
      heard += new TextDecoder().decode((await reader?.read())?.value);
    }
    const [first = "", ...rest] = heard.split("\n\n");
    heard = rest.join("\n\n");
    return JSON.parse(first.replace(/^data: /u, "")) as LiveState;
  };
}

describe("a file on disk and its pages", () => {
  it("all hear of what one of them writes, and of what happens on disk", async () => {
    await serve();
    const pages = [await listener(), await listener()];
    for (const next of pages) expect((await next()).text).toBe("chance A\n");
    expect((await put("chance B\n", await state())).status).toBe(200);
    expect(readFileSync(file, "utf8")).toBe("chance B\n");
    for (const next of pages) expect((await next()).text).toBe("chance B\n");
    writeFileSync(file, "chance C\n");
    for (const next of pages) expect((await next()).text).toBe("chance C\n");
  });

  it("is not overwritten by who knows an older version, or another site", async () => {
    await serve();
    const known = await state();
    await put("chance B\n", known);
    const late = await put("chance C\n", known);
    expect(late.status).toBe(409);
    expect(((await late.json()) as LiveAnswer).state.text).toBe("chance B\n");
    const foreign = { Origin: "http://elsewhere.example" };
    expect((await put("x", await state(), foreign)).status).toBe(403);
    for (const body of ["", "{}", '{"text":1}', "[]", '{"text":"x"}', "null"]) {
      expect((await fetch(address("file"), { method: "PUT", body })).status, body).toBe(400);
    }
    expect(readFileSync(file, "utf8")).toBe("chance B\n");
  });

  it("says when it was deleted, renamed, locked or replaced, and when it is back", async () => {
    await serve();
    const next = await listener();
    await next();
    renameSync(file, join(home, "n.cid"));
    expect((await next()).problem?.message).toBe("is called n.cid now");
    unlinkSync(join(home, "n.cid"));
    expect((await state()).problem?.message).toBe("was deleted");
    expect((await put("x", await state())).status).toBe(423);
    mkdirSync(file);
    expect((await state()).problem?.message).toContain("a folder is there now");
    rmSync(file, { recursive: true });
    writeFileSync(file, Buffer.from("caf\xe9", "latin1"));
    expect((await state()).problem?.kind).toBe("replaced");
    writeFileSync(file, "chance A\n");
    expect((await state()).problem).toBeUndefined();
    chmodSync(file, 0o444);
    expect((await state()).problem).toEqual({ kind: "read-only", message: "is read-only" });
    expect((await put("x", await state())).status).toBe(423);
    expect(readFileSync(file, "utf8")).toBe("chance A\n");
  });

  it.each([
    ["Latin-1", "m.cid", Buffer.from('chance A "caf\xe9"\n', "latin1"), /café/u, /UTF-8/u],
    ["UTF-16", "m.cid", Buffer.from("\uFEFFchance A\n", "utf16le"), /chance A/u, /UTF-16/u],
    ["gzip", "m.cid.gz", gzipSync("chance A\n"), /chance A/u, /compressed/u],
    ["damaged gzip", "m.cid.gz", gzipSync("chance A\n").subarray(0, 12), /^$/u, /damaged/u],
    [
      "another format",
      "m.bif",
      Buffer.from(
        "network n { }\nvariable A { type discrete [ 2 ] { no, yes }; }\nprobability ( A ) { table 0.4, 0.6; }\n",
      ),
      /chance +A : /u,
      /BIF/u,
    ],
  ])("shows %s and never writes it", async (_, name, bytes, text, why) => {
    file = join(home, name);
    writeFileSync(file, bytes);
    await serve();
    const shown = await state();
    expect(shown.text).toMatch(text);
    expect(shown.problem).toMatchObject({ kind: "read-only", message: expect.stringMatching(why) });
    expect((await put("chance B\n", shown)).status).toBe(423);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it("shows a model of the catalogue and never writes it", async () => {
    await serve("belongs to the catalogue");
    expect((await state()).problem?.message).toBe("belongs to the catalogue");
    expect((await put("chance B\n", await state())).status).toBe(423);
    expect(readFileSync(file, "utf8")).toBe("chance A\n");
  });

  it.each(["chance A\r\nchance B\n", "chance A\rchance B\r", "\uFEFFchance A\r\n", ""])(
    "of %j keeps its line ends through an edit that is undone",
    async (content) => {
      writeFileSync(file, content);
      await serve();
      const { text } = await state();
      await put(`${text}chance C\n`, await state());
      expect(readFileSync(file, "utf8")).toContain("chance C");
      await put(text, await state());
      expect(readFileSync(file, "utf8")).toBe(content);
    },
  );

  it("that a link leads to is written where it is, and keeps its mode", async () => {
    const link = join(home, "link.cid");
    symlinkSync(file, link);
    chmodSync(file, 0o640);
    const real = file;
    file = link;
    await serve();
    expect((await put("chance B\n", await state())).status).toBe(200);
    expect(readFileSync(real, "utf8")).toBe("chance B\n");
    renameSync(link, join(home, "moved.cid"));
    expect(readFileSync(join(home, "moved.cid"), "utf8")).toBe("chance B\n");
  });
});

describe("what the file extends", () => {
  const asked = async (path: string, from?: string): Promise<Record<string, string>> => {
    const query = new URLSearchParams({ path, ...(from === undefined ? {} : { from }) });
    const answer = await fetch(`${address("extended")}?${query.toString()}`);
    return (await answer.json()) as Record<string, string>;
  };

  it("is found by the file that says so, inside the folder and the catalogue", async () => {
    mkdirSync(join(home, "parts"));
    writeFileSync(join(home, "parts", "base.cid"), "chance B\n");
    writeFileSync(join(home, "parts", "deeper.cid"), "chance C\n");
    await serve();
    const base = await asked("parts/base.cid", "m.cid");
    expect(base["text"]).toBe("chance B\n");
    expect((await asked("deeper.cid", base["path"]))["text"]).toBe("chance C\n");
    expect(await asked("deeper.cid")).toEqual({});
    expect((await asked("../../etc/passwd"))["refused"]).toContain("lies outside");
    expect((await asked("/etc/passwd"))["text"]).toBeUndefined();
    expect((await asked("textbooks/umbrella"))["text"]).toContain("umbrella");
  });

  it("is told to all pages when it changes, comes or goes", async () => {
    const base = join(home, "base.cid");
    await serve();
    expect(await asked("base.cid")).toEqual({});
    const events = await fetch(address("events"));
    const reader = events.body?.getReader();
    let heard = "";
    const told = async (times: number): Promise<void> => {
      while (heard.split("event: extended").length <= times)
        heard += new TextDecoder().decode((await reader?.read())?.value);
    };
    writeFileSync(base, "chance B\n");
    await told(1);
    expect((await asked("base.cid"))["text"]).toBe("chance B\n");
    writeFileSync(base, "chance Other\n");
    await told(2);
    expect((await asked("base.cid"))["text"]).toBe("chance Other\n");
    unlinkSync(base);
    await told(3);
    expect(await asked("base.cid")).toEqual({});
  });
});
