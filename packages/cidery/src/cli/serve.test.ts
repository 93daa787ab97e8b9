import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
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

  it("lets browsers keep for good only what a build has named after its contents", async () => {
    const path = folder();
    mkdirSync(join(path, "assets"));
    mkdirSync(join(path, "docs"));
    const files = {
      "assets/index-Bq0aZ81x.js": "immutable",
      "third-party-notices.txt": "no-cache",
      "docs/value-of-information.html": "no-cache",
    };
    for (const file of Object.keys(files)) writeFileSync(join(path, file), "");
    served = await serveWorkbench({ folder: path });
    for (const [file, expected] of Object.entries(files)) {
      const { headers } = await fetch(served.url + file);
      expect(headers.get("cache-control"), file).toContain(expected);
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
});
