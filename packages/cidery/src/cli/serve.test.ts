import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type ServedWorkbench, serveWorkbench } from "./serve.ts";

let served: ServedWorkbench | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "cidery-serve-"));
  writeFileSync(join(path, "index.html"), "<h1>hello</h1>");
  return path;
}

describe("the workbench's server", () => {
  it("serves the folder with the headers that workers want, and nothing beside it", async () => {
    served = await serveWorkbench({ folder: folder() });
    const page = await fetch(served.url);
    expect(await page.text()).toBe("<h1>hello</h1>");
    expect(page.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(page.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    for (const path of ["missing.js", "..%2f..%2fetc/passwd", "%zz"]) {
      const answer = await fetch(served.url + path);
      expect(await answer.text(), path).not.toMatch(/root:/u);
    }
  });

  it("refuses a folder without a workbench, and a port that is taken", async () => {
    await expect(serveWorkbench({ folder: tmpdir() })).rejects.toThrow(/npm run build/u);
    served = await serveWorkbench({ folder: folder() });
    const port = Number(new URL(served.url).port);
    await expect(serveWorkbench({ folder: folder(), port })).rejects.toThrow(
      `port ${port} is taken`,
    );
  });

  it("reads and writes one file, refuses to overwrite a change, and tells of changes on disk", async () => {
    const home = folder();
    const file = join(home, "live.cid");
    writeFileSync(file, "chance A\n");
    served = await serveWorkbench({ folder: home, file });
    const address = new URL("__live/file", served.url).href;
    expect(await (await fetch(address)).json()).toEqual({ name: "live.cid", text: "chance A\n" });
    const events = await fetch(new URL("__live/events", served.url));
    const reader = events.body?.getReader();
    await reader?.read();
    const put = (text: string, before: string, headers = {}): Promise<Response> =>
      fetch(address, { method: "PUT", body: JSON.stringify({ text, before }), headers });
    expect((await put("chance B\n", "chance A\n")).status).toBe(200);
    expect(readFileSync(file, "utf8")).toBe("chance B\n");
    expect((await put("chance C\n", "chance A\n")).status).toBe(409);
    expect((await put("x", "chance B\n", { Origin: "http://elsewhere.example" })).status).toBe(403);
    writeFileSync(file, "chance D\n");
    const told = await reader?.read();
    expect(new TextDecoder().decode(told?.value)).toContain("chance D");
    await reader?.cancel();
  });
});
