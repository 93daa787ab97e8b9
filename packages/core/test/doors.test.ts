/**
 * The public names. Every source file is used by some door, every name has a doc comment and stands in
 * the reference, and no name means two things.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { apiDocument } from "./apiDocument.ts";
import { publicDoors } from "./publicNames.ts";
import { reachableFiles } from "./reachable.ts";
import { readSourceFiles, SOURCE_ROOT } from "./sourceFiles.ts";

const root = resolve(SOURCE_ROOT, "../../..");
const doors = publicDoors();

describe("public names", () => {
  it("mean one thing each", () => {
    const declared = new Map<string, string>();
    const twice: string[] = [];
    for (const { specifier, names } of doors) {
      for (const { name, file } of names) {
        const other = declared.get(name);
        if (other !== undefined && other !== file)
          twice.push(`${specifier}: ${name}, as in ${other}`);
        declared.set(name, file);
      }
    }
    expect(twice).toEqual([]);
  });

  it("have a doc comment each", () => {
    const silent = doors.flatMap(({ names }) =>
      names.filter(({ doc }) => doc === "").map(({ file, name }) => `${file}: ${name}`),
    );
    expect(silent).toEqual([]);
  });

  it("are about a hundred at the top", () => {
    expect(doors.find(({ specifier }) => specifier === "@cidery/core")?.names.length).toBeLessThan(
      101,
    );
  });

  it("stand in the reference as they are (else: npm run renew -- api)", () => {
    const pages = apiDocument();
    const folder = join(root, "docs/api");
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    for (const [file, page] of pages)
      expect(readFileSync(join(folder, file), "utf8") === page, `${file} is current`).toBe(true);
  });
});

/** Where the outside comes in, and files that have a reason to stand apart. */
const PLACES: readonly {
  readonly name: string;
  readonly entries: readonly string[];
  readonly apart: Readonly<Record<string, string>>;
}[] = [
  {
    name: "packages/core/src",
    entries: ["index.ts", "testing/index.ts", ...list("packages/core/src/doors", "doors/")],
    apart: {
      "testing/bruteForce.ts": "an oracle for this repository's own tests",
      "testing/bruteForceGames.ts": "an oracle for this repository's own tests",
      "testing/bruteForceIncentives.ts": "an oracle for this repository's own tests",
      "testing/decimalDiagram.ts": "random models for this repository's own tests",
      "testing/randomNumericDiagram.ts": "random models for this repository's own tests",
      "testing/randomPurePolicy.ts": "policies that tests ask about",
    },
  },
  {
    name: "packages/cidery/src",
    entries: [
      "cli/main.ts",
      "cli/taskThread.ts",
      "cli/commandThread.ts",
      "cli/embedded.ts",
      "cli/poolThread.ts",
      ...list("packages/cidery/src", ""),
    ],
    apart: {},
  },
  {
    name: "apps/workbench/src",
    entries: ["main.tsx", "worker/task.worker.ts"],
    apart: {},
  },
];

function list(folder: string, prefix: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => prefix + entry.name);
}

describe.each(PLACES)("$name", ({ name, entries, apart }) => {
  it("has no room without a door", () => {
    const folder = join(root, name);
    const reached = reachableFiles(entries.map((entry) => join(folder, entry)));
    const alone = readSourceFiles(folder)
      .filter(({ isTest, path }) => !isTest && !path.endsWith("/index.ts"))
      .map(({ path }) => path)
      .filter((path) => !reached.has(join(folder, path)));
    expect(alone).toEqual(Object.keys(apart));
  });
});

it("would see a room without a door", () => {
  // Without the other doors, what they alone offer is reached by nobody.
  const reached = reachableFiles([join(SOURCE_ROOT, "doors/graph.ts")]);
  const rooms = [...reached].map((file) => relative(SOURCE_ROOT, file).split("/")[0] ?? "");
  expect([...new Set(rooms)].sort()).toEqual(["doors", "graph"]);
});
