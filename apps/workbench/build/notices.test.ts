import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { NOTICES, packageFolder } from "./notices.ts";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** Licences that ask for no more than their notice when code is bundled. */
const NOTICE_ONLY = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];

describe("third-party notices", () => {
  it("find the package of a module, on every system", () => {
    for (const [id, folder] of [
      ["/home/me/cidery/node_modules/zod/v4/core.js", "/home/me/cidery/node_modules/zod"],
      ["C:\\w\\node_modules\\@lezer\\common\\dist\\i.js", "C:/w/node_modules/@lezer/common"],
      ["\0/a/node_modules/b/node_modules/c/x.js?commonjs", "/a/node_modules/b/node_modules/c"],
      ["/home/me/cidery/packages/core/src/index.ts", undefined],
      ["\0vite/preload-helper.js", undefined],
    ] as const)
      expect(packageFolder(id), id).toBe(folder);
  });

  it.runIf(existsSync(`${dist}index.html`))(
    "name what page and workers contain, under licences that allow it, with their texts",
    () => {
      const [, ...entries] = readFileSync(`${dist}${NOTICES}`, "utf8").split(/^-{72}$/mu);
      const packages = entries.map((entry) => {
        const [, name = entry, licence = ""] =
          /^\s*(@?[\w./-]+) \d[\w.-]* \(([^)]+)\)/u.exec(entry) ?? [];
        return { name, licence, entry };
      });
      for (const { name, licence, entry } of packages) {
        expect(NOTICE_ONLY, name).toContain(licence);
        expect(entry, name).toMatch(/copyright|permission|licen[cs]e/iu);
      }
      // Of the page, of the pictures, of the numeric worker alone.
      const names = packages.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(["react", "@codemirror/view", "highs"]));
    },
  );

  it.runIf(existsSync(`${dist}index.html`))("are cached with the page and linked in it", () => {
    expect(readFileSync(`${dist}sw.js`, "utf8")).toContain(NOTICES);
    expect(readFileSync(`${dist}index.html`, "utf8")).toContain(
      'http-equiv="Content-Security-Policy" content="default-src',
    );
  });
});
