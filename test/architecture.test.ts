/**
 * The page, the command and the labs, held to a plan as the library is
 * (packages/core/test/architecture.test.ts): who may import whom, no circles, no long files or
 * components, and the library only through its doors.
 */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import {
  findCycle,
  folderOf,
  forbiddenImports,
  importsOf,
  type ImportTable,
} from "../packages/core/test/importGraph.ts";
import { readSource, readSourceFiles, type SourceFile } from "../packages/core/test/sourceFiles.ts";

const root = resolve(import.meta.dirname, "..");
const LONGEST_FILE = 500;
/** A component of more lines does more than one thing: its hooks and parts get names. */
const LONGEST_COMPONENT = 100;

/** The folders of the page, from the ground up: each may import what stands before it. */
const FLOORS = [
  ["state"],
  ["worker"],
  ["widgets"],
  ["canvas"],
  ["text", "documents", "story"],
  ["panels"],
  ["compare"],
  ["labs"],
  ["gallery"],
  ["shell"],
] as const;

const MAIN = "main";
const PAGE: ImportTable = Object.fromEntries([
  ...FLOORS.flatMap((rooms, floor) =>
    rooms.map((room) => [room, { mayImport: FLOORS.slice(0, floor).flat() }] as const),
  ),
  [MAIN, { mayImport: FLOORS.flat() }] as const,
]);

const PLACES: readonly {
  readonly name: string;
  readonly files: readonly SourceFile[];
  readonly least?: number;
}[] = [
  { name: "apps/workbench/src", files: read("apps/workbench/src") },
  { name: "apps/element/src", files: read("apps/element/src"), least: 4 },
  { name: "apps/site/src", files: read("apps/site/src"), least: 8 },
  { name: "packages/cidery/src", files: read("packages/cidery/src") },
  { name: "labs", files: read("labs").filter(({ path }) => !path.startsWith("dist/")) },
];

function read(folder: string): SourceFile[] {
  return readSourceFiles(resolve(root, folder)).filter(
    ({ isTest, path }) => !isTest && !path.includes("node_modules/") && !path.startsWith("test/"),
  );
}

describe("the page", () => {
  const files = (PLACES[0] as (typeof PLACES)[number]).files.map((file) => ({
    ...file,
    layer: folderOf(file.path, MAIN),
  }));

  it("has exactly the rooms of the plan", () => {
    const folders = readdirSync(resolve(root, "apps/workbench/src"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "styles")
      .map(({ name }) => name);
    expect(folders.sort()).toEqual(FLOORS.flat().sort());
  });

  it("imports downwards only", () => {
    const styles = (target: string): boolean => target.startsWith("styles/");
    const upwards = files
      .map((file) => ({
        ...file,
        // The labs and models of the repository are read from outside src/.
        imports: file.imports.filter(
          ({ target }) => target !== undefined && !target.startsWith("..") && !styles(target),
        ),
      }))
      .flatMap((file) => forbiddenImports(file, PAGE, (target) => folderOf(target, MAIN)));
    expect(upwards).toEqual([]);
  });

  it("would see an arrow that leads up", () => {
    const wrong = readSource("widgets/x.ts", 'import { host } from "../shell/host.ts";');
    expect(
      forbiddenImports({ ...wrong, layer: "widgets" }, PAGE, (target) => folderOf(target, MAIN)),
    ).toEqual(["widgets/x.ts imports shell: widgets may import state, worker"]);
  });
});

describe("components of the page", () => {
  const files = (PLACES[0] as (typeof PLACES)[number]).files;

  it("are seen", () => expect(files.flatMap(componentsOf).length).toBeGreaterThan(100));

  it(`have no more than ${LONGEST_COMPONENT} lines`, () => {
    expect(files.flatMap(longComponents)).toEqual([]);
  });

  it.each([
    ["a declaration", (body: string) => `export function Long() {${body}}`],
    ["an arrow", (body: string) => `const Long = () => {${body}};`],
    [
      "one that is wrapped",
      (body: string) => `const Long = memo(forwardRef((props) => {${body}}));`,
    ],
    ["one with a name inside", (body: string) => `export default memo(function Long() {${body}});`],
  ])("would be seen to be too long: %s", (_, write) => {
    const ofLines = (lines: number): SourceFile =>
      readSource("widgets/Long.tsx", write("\n".repeat(lines - 1)));
    expect(longComponents(ofLines(LONGEST_COMPONENT))).toEqual([]);
    expect(longComponents(ofLines(LONGEST_COMPONENT + 1))).toEqual([
      `widgets/Long.tsx: Long has ${LONGEST_COMPONENT + 1} lines`,
    ]);
  });
});

function componentsOf({ path, functions }: SourceFile): SourceFile["functions"] {
  return path.endsWith(".tsx") ? functions.filter(({ name }) => /^\p{Lu}/u.test(name)) : [];
}

function longComponents(file: SourceFile): string[] {
  return componentsOf(file)
    .filter(({ lines }) => lines > LONGEST_COMPONENT)
    .map(({ name, lines }) => `${file.path}: ${name} has ${lines} lines`);
}

describe.each(PLACES)("$name", ({ name, files, least = 11 }) => {
  it("has files", () => expect(files.length).toBeGreaterThanOrEqual(least));

  it("has no circles", () => {
    expect(findCycle(importsOf(files))).toBeUndefined();
  });

  it(`has no file of more than ${LONGEST_FILE} lines`, () => {
    expect(files.filter(({ lines }) => lines > LONGEST_FILE).map(({ path }) => path)).toEqual([]);
  });

  it("uses the library through its doors", () => {
    const { exports } = JSON.parse(
      readFileSync(resolve(root, "packages/core/package.json"), "utf8"),
    ) as { exports: Record<string, unknown> };
    const doors = new Set(Object.keys(exports).map((door) => door.replace(/^\./u, "@cidery/core")));
    const sideways = files.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ specifier, target }) =>
            (specifier.startsWith("@cidery/core") && !doors.has(specifier)) ||
            (target?.includes("packages/core") ?? false),
        )
        .map(({ specifier }) => `${name}/${path} imports ${specifier}`),
    );
    expect(sideways).toEqual([]);
  });
});
