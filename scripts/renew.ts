/**
 * Writes all text that is made from something else: one command for everything, so that nobody has to
 * know which page comes from where. Run: `npm run renew`, or `npm run renew -- criteria formats` for
 * some of it. For each part a test fails while its text is stale, and says this command; but for pictures of
 * the workbench, which are made only when they are named.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withMeasured } from "../labs/test/measured.ts";
import { apiDocument } from "../packages/core/test/apiDocument.ts";
import { catalogueDocument } from "../packages/core/test/catalogueDocument.ts";
import { catalogue } from "../packages/core/test/catalogueFiles.ts";
import { criterionPages } from "../packages/core/test/criterionPages.ts";
import { criteriaDocument } from "../packages/core/test/criteriaDocument.ts";
import { diagnosticPages } from "../packages/core/test/diagnosticPages.ts";
import { formatPages } from "../packages/core/test/formatPages.ts";
import { formatsDocument } from "../packages/core/test/formatsDocument.ts";
import { withLearners } from "../packages/core/test/learnersDocument.ts";
import { methodPages } from "../packages/core/test/methodPages.ts";
import { writePages } from "../packages/core/test/pages.ts";
import { compiledKernelModule, KERNEL_MODULE } from "./build-kernel.ts";
import { writeLayers } from "./layers.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

interface Part {
  readonly name: string;
  readonly what: string;
  readonly write: () => void;
  /** Takes minutes and a browser, so that it is done only when asked for. */
  readonly onlyNamed?: true;
}

/** In an order in which no part reads what a later one writes. */
const PARTS: readonly Part[] = [
  {
    name: "layers",
    what: "tsconfig.json of the layers, from the import table",
    write: () => biome(writeLayers()),
  },
  {
    name: "kernel",
    what: "the compiled kernel, from packages/core/kernel",
    write: () => writeFileSync(KERNEL_MODULE, compiledKernelModule()),
  },
  {
    name: "diagnostics",
    what: "what is said of bad input, and docs/diagnostics/: read the difference",
    write: () => {
      vitest("packages/core/test/bad-input", "UPDATE_GOLDEN");
      writePages(diagnosticPages());
    },
  },
  {
    name: "criteria",
    what: "docs/criteria.md, docs/criteria/ and docs/glossary.md, from criteria and predicates",
    write: () => {
      writePages(new Map([["criteria.md", criteriaDocument()]]));
      writePages(criterionPages());
    },
  },
  {
    name: "catalogue",
    what: "docs/catalogue.md, from models/",
    write: () => writePages(new Map([["catalogue.md", catalogueDocument(catalogue())]])),
  },
  {
    name: "learners",
    what: "the tables of docs/solvers.md, docs/solvers/ and docs/learners/, from the methods",
    write: () => {
      writePages(new Map([["solvers.md", withLearners(readFileSync(page("solvers"), "utf8"))]]));
      writePages(methodPages());
    },
  },
  {
    name: "measured",
    what: "the table of measurements in docs/labs.md, from labs/measured.json",
    write: () =>
      writePages(new Map([["labs.md", withMeasured(readFileSync(page("labs"), "utf8"))]])),
  },
  {
    name: "formats",
    what: "docs/formats.md and docs/formats/, from the registry of formats",
    write: () => {
      writePages(new Map([["formats.md", formatsDocument()]]));
      writePages(formatPages());
    },
  },
  {
    name: "api",
    what: "docs/api/, from the doc comments of public names",
    write: writeApi,
  },
  {
    name: "docs",
    what: "what commands print and draw, in README.md and docs/",
    write: () => vitest("packages/cidery/test/documentation.test.ts", "UPDATE_DOCS"),
  },
  {
    name: "pictures",
    what: "docs/pictures/, of every screen of the workbench; look at what changed",
    onlyNamed: true,
    write: () => {
      for (const step of [
        ["build", "-w", "@cidery/core"],
        ["build", "-w", "@cidery/workbench"],
        ["screenshots", "-w", "@cidery/workbench"],
      ])
        execFileSync("npm", ["run", "--silent", ...step], { cwd: ROOT, stdio: "inherit" });
    },
  },
];

function writeApi(): void {
  const folder = join(ROOT, "docs/api");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of apiDocument()) writeFileSync(join(folder, file), text);
}

function page(name: string): string {
  return join(ROOT, "docs", `${name}.md`);
}

/** Runs tests that write what they would compare; what still fails is shown and must be mended. */
function vitest(path: string, update: string): void {
  const program = join(ROOT, "node_modules/vitest/vitest.mjs");
  execFileSync(process.execPath, [program, "run", path, "--reporter=dot"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, [update]: "1" },
  });
}

function biome(files: readonly string[]): void {
  execFileSync("npx", ["biome", "format", "--write", ...files], { cwd: ROOT, stdio: "ignore" });
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  const names = PARTS.map(({ name }) => name).join(", ");
  console.error(`nothing to renew is called ${unknown.join(", ")}; there are ${names}`);
  process.exit(1);
}
for (const { name, what, write, onlyNamed } of PARTS) {
  if (wanted.length > 0 ? !wanted.includes(name) : onlyNamed === true) continue;
  console.log(`${name}: ${what}`);
  write();
}
