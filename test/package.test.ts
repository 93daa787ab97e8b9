/**
 * What `npm pack` gives works where nothing else is: both packages are packed, installed into an
 * empty folder and used there as a newcomer would, as a command, as a library and in a page.
 * Installing needs the package registry.
 */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
let folder = "";

/** Runs in the empty folder, as after `cd` into it. */
function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const cidery = (...args: string[]): string =>
  run(process.execPath, ["node_modules/cidery/bin/cidery.js", ...args]);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-installed-"));
  const packed = join(folder, "packed");
  mkdirSync(packed);
  // The build before this run is what is packed: `npm test` has just made it.
  for (const name of ["core", "cidery"])
    execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", packed], {
      cwd: join(root, "packages", name),
      stdio: "pipe",
    });
  writeFileSync(
    join(folder, "package.json"),
    '{ "name": "empty", "private": true, "type": "module" }',
  );
  const files = readdirSync(packed).map((file) => `./packed/${file}`);
  run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", ...files]);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the installed command", () => {
  test("lists the whole catalogue and ends its last line", () => {
    const listed = cidery("list");
    const models = readdirSync(join(root, "models"), { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".cid"),
    );
    expect(listed.endsWith(`${models.length} models\n`)).toBe(true);
  });

  test("lists and runs the labs", () => {
    const ids = readdirSync(join(root, "labs"), { withFileTypes: true })
      .filter(
        (entry) =>
          entry.isDirectory() && !["dist", "node_modules", "src", "test"].includes(entry.name),
      )
      .map((entry) => entry.name);
    const listed = cidery("lab", "list");
    for (const id of ids) expect(listed).toContain(id);
    expect(cidery("lab", "run", "off-switch", "--seeds", "1")).toContain("off-switch");
  });

  test("analyses a catalogue model and a file of one's own", () => {
    cpSync(join(root, "models/frameworks/mdp.cid"), join(folder, "mine.cid"));
    const own = cidery("incentives", "mine.cid", "--json");
    const { verdicts } = JSON.parse(own) as { verdicts: unknown[] };
    expect(verdicts.length).toBeGreaterThan(0);
    expect(cidery("check", "frameworks/mdp")).toContain("hold");
  });

  test("writes the gallery", () => {
    const said = cidery("gallery", "frameworks/mdp", "--output", "gallery");
    expect(said).toContain("1 model");
    expect(readdirSync(join(folder, "gallery")).length).toBeGreaterThan(0);
  });

  test("has the workbench, and the pages that a registry shows", () => {
    const home = join(folder, "node_modules/cidery");
    expect(readdirSync(join(home, "dist/workbench"))).toContain("index.html");
    expect(readdirSync(home)).toEqual(
      expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md"]),
    );
    expect(readdirSync(join(folder, "node_modules/@cidery/core"))).toEqual(
      expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md"]),
    );
  });
});

describe("the installed library", () => {
  test.each(["@cidery/core", "cidery"])("%s and each of its doors can be imported", (name) => {
    const { exports } = JSON.parse(
      readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"),
    ) as { exports: Record<string, unknown> };
    const doors = Object.keys(exports).filter((door) => !door.endsWith(".json"));
    expect(doors.length).toBeGreaterThan(8);
    const program = doors
      .map(
        (door) =>
          `console.log(Object.keys(await import(${JSON.stringify(join(name, door))})).length)`,
      )
      .join("\n");
    const counts = run(process.execPath, ["--input-type=module", "-e", program]).trim().split("\n");
    for (const count of counts) expect(Number(count)).toBeGreaterThan(0);
  });

  test("its README's example runs", () => {
    const program = `
      import { allVerdicts, analyse, loadModel } from "@cidery/core";
      const text = "agent a\\nchance X : bool ~ bernoulli(0.5)\\ndecision D : bool by a sees X\\nutility U for a = if D == X then 1 else 0\\n";
      const { diagram, diagnostics } = loadModel(text, { file: "model.cid" });
      if (!diagram) throw new Error(JSON.stringify(diagnostics));
      console.log([...allVerdicts(analyse(diagram.structure))].length > 0);`;
    expect(run(process.execPath, ["--input-type=module", "-e", program]).trim()).toBe("true");
  });
});
