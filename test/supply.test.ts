/**
 * What is installed and what is passed on: every package of the lock file, those of other systems
 * included, has its checksum, and every licence is one that Cidery's own allows.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(resolve(root, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const downloaded = Object.entries(packages).filter(
  ([path, { link }]) => path.includes("node_modules/") && link !== true,
);

/** May be passed on with MIT-licensed software, with their notices. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "Unlicense",
]);

/** Also for tools that only this repository uses: nothing of them is passed on. */
const TOOLS: ReadonlySet<string> = new Set([
  ...PERMISSIVE,
  "BlueOak-1.0.0",
  // Data about browsers, which one of the tools looks at.
  "CC-BY-4.0",
  "MPL-2.0",
]);

/** Draws PNG pictures for the command. MPL-2.0 asks for the source of changed files; none is changed. */
const UNCHANGED = /^node_modules\/@resvg\//u;

const allows = (allowed: ReadonlySet<string>, licence: string | undefined): boolean =>
  licence !== undefined &&
  licence
    .replaceAll(/[()]/gu, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => allowed.has(one)));

describe("the lock file", () => {
  test("holds a checksum of every package, on every system (`npm run lockfile` adds them)", () => {
    const without = downloaded.filter(
      ([, { integrity }]) => integrity === undefined || !/^sha512-[\w+/]{86}==$/u.test(integrity),
    );
    expect(without.map(([path]) => path)).toEqual([]);
    expect(downloaded.length).toBeGreaterThan(300);
  });

  test("leaves no optional package out, so that other systems install what was checked", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => {
        const parts = path.split("/node_modules/");
        const places = parts.map((_, i) => parts.slice(0, parts.length - i).join("/node_modules/"));
        return ![
          ...places.map((place) => `${place}/node_modules/${name}`),
          `node_modules/${name}`,
        ].some((place) => packages[place] !== undefined);
      }),
    );
    expect(missing).toEqual([]);
  });
});

describe("licences", () => {
  test("of tools are free ones", () => {
    const others = downloaded.filter(([, { license }]) => !allows(TOOLS, license));
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  test("of what users of the packages install are permissive ones, or apply to a file alone", () => {
    const shipped = downloaded.filter(([path, { dev }]) => dev !== true && !UNCHANGED.test(path));
    const others = shipped.filter(([, { license }]) => !allows(PERMISSIVE, license));
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
    expect(shipped.length).toBeGreaterThan(20);
  });

  test("are read as SPDX writes them", () => {
    expect(allows(PERMISSIVE, "(MIT OR GPL-3.0-only)")).toBe(true);
    expect(allows(PERMISSIVE, "MIT AND GPL-3.0-only")).toBe(false);
    expect(allows(PERMISSIVE, "MPL-2.0")).toBe(false);
    expect(allows(PERMISSIVE, undefined)).toBe(false);
  });
});
