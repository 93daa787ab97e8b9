/**
 * Runs the tests of a layer in the process of Stryker's worker: the code and its tests are loaded once, and
 * each mutant is a switch in it, so that a mutant that is noticed costs milliseconds instead of a new
 * worker. Stryker's runner for Vitest starts one for every mutant. What differs from Vitest is small:
 * `it` and `describe` only collect (vitest.js), tests run one after the other, the quickest first, and the
 * first that fails ends the mutant. After a kill that test runs once more without the mutant: should it
 * fail then, some mutant has spoilt what outlives it: this one is tried again in a new process. Endless loops
 * end when a mutant is passed a hundred times as often as that test passes its place in the sound code.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { determineHitLimitReached } from "@stryker-mutator/api/test-runner";
import { register as registerTypeScript } from "tsx/esm/api";
import { collected } from "./vitest.js";

/** What the instrumented code reads and writes. */
const switches = (globalThis.__stryker__ ??= {});

const SPOILT = "a mutant has spoilt the process";
/** Of the first run: how long each test took, and how often it passed each place. For later processes. */
const RECORD = "mutation-record.json";

class InProcessRunner {
  /** @type {{ id: string, run: () => unknown }[] | undefined} */
  #tests;
  /** @type {{ took: Record<string, number>, hits: Record<string, Record<string, number>> } | undefined} */
  #record;
  #runs = 0;
  #spoilt = false;

  capabilities() {
    return { reloadEnvironment: false };
  }

  async #load() {
    if (this.#tests !== undefined) return this.#tests;
    registerTypeScript();
    register("./hooks.js", import.meta.url);
    for (const file of (process.env.CIDERY_MUTATION_TESTS ?? "").split(",")) {
      collected.file = file;
      await import(pathToFileURL(resolve(file)).href);
    }
    if (existsSync(RECORD)) this.#record = JSON.parse(readFileSync(RECORD, "utf8"));
    const { took = {} } = this.#record ?? {};
    this.#tests = collected.tests.sort((a, b) => (took[a.id] ?? 0) - (took[b.id] ?? 0));
    return this.#tests;
  }

  async dryRun() {
    const tests = await this.#load();
    const results = [];
    const took = {};
    for (const test of tests) {
      const begun = performance.now();
      switches.currentTestId = test.id;
      const failure = await failureOf(test);
      switches.currentTestId = undefined;
      took[test.id] = performance.now() - begun;
      const about = { id: test.id, name: test.id, timeSpentMs: took[test.id] };
      results.push(
        failure === undefined
          ? { ...about, status: "success" }
          : { ...about, status: "failed", failureMessage: failure },
      );
    }
    const { mutantCoverage } = switches;
    this.#record = { took, hits: mutantCoverage?.perTest ?? {} };
    writeFileSync(RECORD, JSON.stringify(this.#record));
    tests.sort((a, b) => took[a.id] - took[b.id]);
    return { status: "complete", tests: results, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    // Stryker starts another process and tries the mutant again there.
    if (this.#spoilt) throw new Error(SPOILT);
    this.#runs++;
    if (mutantActivation === "static") switches.activeMutant = activeMutant.id;
    const tests = await this.#load();
    let nrOfTests = 0;
    for (const test of tests) {
      if (testFilter !== undefined && !testFilter.includes(test.id)) continue;
      nrOfTests++;
      const hits = this.#record?.hits[test.id]?.[activeMutant.id];
      const limit = hits === undefined ? hitLimit : 100 * hits + 1000;
      switches.hitCount = limit === undefined ? undefined : 0;
      switches.hitLimit = limit;
      switches.activeMutant = activeMutant.id;
      const failure = await failureOf(test);
      const endless = determineHitLimitReached(switches.hitCount, limit);
      switches.activeMutant = undefined;
      switches.hitCount = undefined;
      if (endless === undefined && failure === undefined) continue;
      if (mutantActivation !== "static") this.#spoilt = (await failureOf(test)) !== undefined;
      if (this.#spoilt && this.#runs > 1) throw new Error(SPOILT);
      return (
        endless ?? { status: "killed", killedBy: [test.id], failureMessage: failure, nrOfTests }
      );
    }
    return { status: "survived", nrOfTests };
  }
}

async function failureOf({ run }) {
  try {
    await run();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error).slice(0, 500) || "failed";
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessRunner),
];
