/**
 * What stands around the packages works as it is written: their manifests, the action for GitHub, the
 * hook before a commit, the container's steps, the next version, the forms for issues.
 */
import { type ExecFileException, execFile, execFileSync } from "node:child_process";
import {
  chmodSync,
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
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const HOLDS = "decision D : {a, b}\nutility U = if D == a then 1 else 0\nclaim value == 1\n";
const FAILS = HOLDS.replace("value == 1", "value == 2");

/** Both packages, packed and installed where nothing else is. */
let folder = "";
let packed = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-publishing-"));
  packed = join(folder, "packed");
  mkdirSync(packed);
  for (const name of ["core", "cidery"])
    execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", packed], {
      cwd: join(root, "packages", name),
      stdio: "pipe",
    });
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tarballs = (): string[] => readdirSync(packed).map((file) => join(packed, file));

interface Ran {
  readonly code: number;
  readonly said: string;
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((done) => {
    execFile(
      command,
      args,
      { cwd, env: { ...process.env, ...env }, encoding: "utf8" },
      (error: ExecFileException | null, out, err) =>
        done({ code: error === null ? 0 : Number(error.code ?? 1), said: out + err }),
    );
  });
}

describe("the packages", () => {
  test.each(["core", "cidery"])("%s: publint has nothing to say", async (name) => {
    const pkgDir = join(root, "packages", name);
    const { messages, pkg } = await publint({
      pkgDir,
      level: "warning",
      strict: true,
      pack: false,
    });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test.each(["cidery-core", "cidery"])("%s: every door has its types", async (name) => {
    const tarball = tarballs().find((file) => new RegExp(`/${name}-\\d[^/]*$`, "u").test(file));
    // The element is a script for pages, without types.
    const words = ["--profile", "esm-only", "--exclude-entrypoints", "./element"];
    const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const { code, said } = await run(
      process.execPath,
      [attw, tarball ?? "none", ...words, "--no-color", "--no-emoji"],
      root,
    );
    expect(code, said).toBe(0);
    expect(said.match(/OK \(ESM\)/gu)?.length).toBeGreaterThan(12);
  });
});

describe("in a folder of models", () => {
  /** Where `npx … cidery` is the command that was built. */
  let models = "";
  const env = (): Record<string, string> => ({
    PATH: `${folder}/bin:${process.env["PATH"] ?? ""}`,
  });
  beforeAll(() => {
    models = join(folder, "project");
    mkdirSync(join(models, "models"), { recursive: true });
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(models, "models/good.cid"), HOLDS);
    const npx = `#!/bin/sh
while [ "\${1#-}" != "$1" ]; do shift; done
shift
exec "${process.execPath}" "${join(root, "packages/cidery/bin/cidery.js")}" "$@"
`;
    writeFileSync(join(folder, "bin/npx"), npx);
    chmodSync(join(folder, "bin/npx"), 0o755);
  });

  /** The program of the action, with its inputs. */
  function action(inputs: Readonly<Record<string, string>>): Promise<Ran> {
    const script = /^ {6}run: \|\n((?: {8}.*\n?)+)/mu.exec(read("action.yml"))?.[1] ?? "";
    expect(script).toContain("cidery@");
    return run("bash", ["-e", "-o", "pipefail", "-c", script.replaceAll(/^ {8}/gmu, "")], models, {
      ...env(),
      FILES: "models",
      VERSION: "0.1.0",
      UNDECIDED: "false",
      JUNIT: "",
      ...inputs,
    });
  }

  test("the action passes where claims hold, and leaves JUnit's report", async () => {
    const { code, said } = await action({ JUNIT: "claims.xml" });
    expect([code, said]).toEqual([0, expect.stringContaining("1 holds")]);
    expect(readFileSync(join(models, "claims.xml"), "utf8")).toContain('tests="1" failures="0"');
  });

  test("the action fails where one does not, beside its line", async () => {
    writeFileSync(join(models, "models/bad.cid"), FAILS);
    const { code, said } = await action({ JUNIT: "claims.xml" });
    rmSync(join(models, "models/bad.cid"));
    expect(code).toBe(1);
    expect(said).toMatch(/^::error file=models\/bad\.cid,line=3/mu);
    expect(readFileSync(join(models, "claims.xml"), "utf8")).toContain('failures="1"');
  });

  test("the hook before a commit looks at what will be committed, not at what lies there", async () => {
    const hook = /^```sh\n(#!\/bin\/sh\n[\s\S]*?)^```$/mu.exec(read("docs/how-to/builds.md"))?.[1];
    const git = (...words: string[]): Promise<Ran> =>
      run("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...words], models, env());
    await git("init", "-q");
    const file = join(models, ".git/hooks/pre-commit");
    writeFileSync(file, hook ?? "");
    chmodSync(file, 0o755);
    await git("add", "models/good.cid");
    const first = await git("commit", "-qm", "one");
    expect(first.code, first.said).toBe(0);
    writeFileSync(join(models, "models/good.cid"), FAILS);
    await git("add", "models/good.cid");
    writeFileSync(join(models, "models/good.cid"), HOLDS);
    const second = await git("commit", "-qm", "two");
    expect([second.code, second.said]).toEqual([1, expect.stringContaining("fails: value == 2")]);
    // A commit without models costs nothing.
    await git("reset", "-q");
    writeFileSync(join(models, "note.txt"), "x");
    await git("add", "note.txt");
    expect((await git("commit", "-qm", "three")).code).toBe(0);
  });
});

describe("the container", () => {
  const file = read("Containerfile").replaceAll(/\\\n\s*/gu, "");
  const lines = (word: string): string[] =>
    [...file.matchAll(new RegExp(`^${word} (.*)$`, "gmu"))].map(([, rest = ""]) => rest);

  test("is built and run as its first line and the documentation say", () => {
    const [first = ""] = file.split("\n");
    expect(read("docs/how-to/builds.md")).toContain(`\n${first.replace("# ", "")}\n`);
    expect(first).toContain(`:${lines("WORKDIR").at(-1)}:ro`);
    // What is copied is a clone, not what was built here for another system.
    expect(read(".dockerignore")).toContain("**/node_modules\n**/dist\n**/*.tsbuildinfo\nout\n");
    const [node = 0] = lines("FROM").map((from) => Number(/node:(\d+)-/u.exec(from)?.[1]));
    expect(node).toBeGreaterThanOrEqual(20);
    expect(new Set(lines("FROM").map((from) => from.split(" ")[0])).size).toBe(1);
  });

  test("its steps, one after the other, give the command that it enters by", async () => {
    const inside = (step: string): string => step.replaceAll("/packed", `${folder}/image`);
    const [build = "", install = ""] = lines("RUN");
    // Installing from the lock file was how this folder came about, and builds what is packed.
    expect(build).toMatch(/^npm ci && /u);
    expect(read("package.json")).toContain('"prepare": "npm run build"');
    const env = { npm_config_prefix: `${folder}/global`, npm_config_prefer_offline: "true" };
    for (const step of [build.replace("npm ci && ", ""), install]) {
      const { code, said } = await run("sh", ["-ec", inside(step)], root, env);
      expect(code, said).toBe(0);
    }
    const models = join(folder, "container");
    mkdirSync(models);
    writeFileSync(join(models, "good.cid"), HOLDS);
    const [entry = ""] = JSON.parse(lines("ENTRYPOINT")[0] ?? "[]") as string[];
    const path = `${folder}/global/bin:${process.env["PATH"] ?? ""}`;
    const { code, said } = await run(entry, ["check", models], models, { PATH: path });
    expect([code, said]).toEqual([0, expect.stringContaining("1 holds")]);
    expect(readdirSync(folder)).not.toContain("image");
  });
});

describe("releases", () => {
  test("a changeset moves every package by the same step", async () => {
    const copy = join(folder, "release");
    const manifests = ["package.json", "labs/package.json"];
    for (const place of ["packages", "apps"])
      for (const name of readdirSync(join(root, place))) {
        const manifest = `${place}/${name}/package.json`;
        if (readdirSync(join(root, place, name)).includes("package.json")) manifests.push(manifest);
      }
    for (const manifest of manifests) cpSync(join(root, manifest), join(copy, manifest));
    cpSync(join(root, ".changeset/config.json"), join(copy, ".changeset/config.json"));
    cpSync(join(root, "package-lock.json"), join(copy, "package-lock.json"));
    writeFileSync(join(copy, ".changeset/a.md"), '---\n"cidery": minor\n---\n\nSomething new.\n');
    execFileSync("git", ["init", "-q", "-b", "main"], { cwd: copy });
    const named = /npx (@changesets\/cli@\S+) version/u.exec(read("docs/releasing.md"))?.[1] ?? "";
    const { code, said } = await run("npx", ["--yes", named, "version"], copy);
    if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|E404/u.test(said)) {
      console.error(
        `!! NO CHANGESETS: ${named} cannot be fetched; the next version is not tried !!`,
      );
      return;
    }
    expect(code, said).toBe(0);
    const versions = manifests
      .slice(1)
      .map((path) => JSON.parse(readFileSync(join(copy, path), "utf8")) as { version: string });
    expect(versions.map(({ version }) => version)).toEqual(versions.map(() => "0.2.0"));
    const command = readFileSync(join(copy, "packages/cidery/package.json"), "utf8");
    expect(command).toContain('"@cidery/core": "0.2.0"');
  });
});

describe("GitHub", () => {
  test("runs the tests on three systems and three versions of Node", () => {
    const ci = read(".github/workflows/ci.yml");
    expect(ci).toMatch(/system: \[ubuntu-latest, macos-latest, windows-latest\]/u);
    expect(ci).toMatch(/node: \[20, 22, 24\]/u);
  });

  test("has a form for each kind of issue, with what is needed to answer it", () => {
    const forms = readdirSync(join(root, ".github/ISSUE_TEMPLATE")).filter(
      (file) => file !== "config.yml",
    );
    expect(forms.length).toBeGreaterThan(2);
    for (const form of forms) {
      const text = read(`.github/ISSUE_TEMPLATE/${form}`);
      for (const part of [/^name: /mu, /^description: /mu, /^body:\n/mu, /required: true/u])
        expect(text, form).toMatch(part);
      const ids = [...text.matchAll(/^ {4}id: (\w+)$/gmu)].map(([, id]) => id);
      expect(new Set(ids).size, form).toBe(ids.length);
    }
  });
});
