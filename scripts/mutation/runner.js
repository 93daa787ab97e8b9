/**
 * Runs the tests of a layer in the process of Stryker's worker: the code and its tests are loaded once, and
 * each mutant is a switch in it (switches.js), so that a mutant that is noticed costs milliseconds instead of
 * a new worker. Stryker's runner for Vitest starts one for every mutant. What differs from Vitest is small:
 * `it` and `describe` only collect (vitest.js), random tests may draw less often (draws.js), tests run one after
 * the other, the quickest first, and the first that fails ends the mutant. After a kill that test runs once
 * more without the mutant, as far as it came: should it fail then, some mutant has spoilt what outlives it,
 * and this one is tried again in a new process. Endless loops end when a test passes five times as many places
 * as in the sound code.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { register as registerTypeScript } from "tsx/esm/api";
import { DRAWS, JOURNAL, NO_TIME, RECORD, TESTS, UNTIL } from "./options.js";
import { passes, plain, state } from "./switches.js";
import { collected } from "./vitest.js";

const LOADED = "code and tests could not be loaded";
const SPOILT = "a mutant has spoilt the process";
/** All draws pass a place this many times as often as the few of the first run, and take as much longer. */
const ALL = 40;

class InProcessRunner {
  /** @type {{ id: string, run: () => unknown }[] | undefined} */
  #tests;
  /**
   * Of the first run, for later processes: how long each test took, how many places it passed and how often
   * each, and whether any was spared draws.
   * @type {{ took: Record<string, number>, passed: Record<string, number>, mutantCoverage: object, spared: boolean } | undefined}
   */
  #record;
  /** @type {typeof import("./draws.js").draws} */
  #draws;
  #runs = 0;
  #spoilt = false;

  capabilities() {
    return { reloadEnvironment: false };
  }

  async #load() {
    if (this.#tests !== undefined) return this.#tests;
    const highest = rewriteSwitches("packages/core/src");
    if (existsSync(process.env[RECORD])) {
      this.#record = JSON.parse(readFileSync(process.env[RECORD], "utf8"));
    } else {
      state.counts = new Float64Array(highest + 1);
      state.left = 0;
    }
    registerTypeScript();
    register("./hooks.js", import.meta.url);
    ({ draws: this.#draws } = await import("./draws.js"));
    this.#draws.most = Number(process.env[DRAWS] ?? Number.POSITIVE_INFINITY);
    for (const file of (process.env[TESTS] ?? "").split(",")) {
      collected.file = file;
      await import(pathToFileURL(resolve(file)).href);
    }
    this.#sort(collected.tests);
    return collected.tests;
  }

  #sort(tests) {
    const { took = {} } = this.#record ?? {};
    this.#tests = tests.sort((a, b) => (took[a.id] ?? 0) - (took[b.id] ?? 0));
  }

  #slower() {
    return this.#draws.most === Number.POSITIVE_INFINITY ? ALL : 1;
  }

  async dryRun() {
    const tests = await this.#load();
    // Survivors are tried again with all draws: the tests are known to pass, and how long they take.
    if (this.#record === undefined) {
      const mutantCoverage = { static: passes().perMutant, perTest: {} };
      const took = {};
      const passed = {};
      for (const { id, run } of tests) {
        const begun = performance.now();
        const failure = await failureOf({ run });
        took[id] = performance.now() - begun;
        if (failure !== undefined) return { status: "error", errorMessage: `${id}: ${failure}` };
        ({ passed: passed[id], perMutant: mutantCoverage.perTest[id] } = passes());
      }
      state.counts = undefined;
      state.left = Number.POSITIVE_INFINITY;
      this.#record = { took, passed, mutantCoverage, spared: this.#draws.spared };
      writeFileSync(process.env[RECORD], JSON.stringify(this.#record));
      this.#sort(tests);
    }
    const { took, mutantCoverage } = this.#record;
    const slower = this.#slower();
    return {
      status: "complete",
      tests: tests.map(({ id }) => ({
        id,
        name: id,
        timeSpentMs: took[id] * slower,
        status: "success",
      })),
      mutantCoverage,
    };
  }

  async mutantRun(options) {
    const begun = performance.now();
    const result = await this.#tryMutant(options);
    const { fileName, location, replacement } = options.activeMutant;
    const place = `${fileName.slice(fileName.lastIndexOf("/") + 1)}:${location.start.line + 1}`;
    const took = Math.round(performance.now() - begun);
    const about = { place, replacement, status: result.status, killedBy: result.killedBy, took };
    appendFileSync(process.env[JOURNAL], `${JSON.stringify(about)}\n`);
    return result;
  }

  async #tryMutant({ activeMutant, testFilter, mutantActivation }) {
    // Stryker starts another process and tries the mutant again there.
    if (this.#spoilt) throw new Error(SPOILT);
    if (Date.now() > Number(process.env[UNTIL] ?? Number.POSITIVE_INFINITY))
      return { status: "error", errorMessage: NO_TIME };
    this.#runs++;
    const mutant = Number(activeMutant.id);
    if (mutantActivation === "static") state.active = mutant;
    let tests;
    try {
      tests = await this.#load();
    } catch (error) {
      // The sound code was loaded in the first run. What begins here is a new process, and the next will be, too.
      if (mutantActivation !== "static" || this.#runs > 1) throw error;
      return {
        status: "killed",
        killedBy: [],
        failureMessage: `${LOADED}: ${String(error)}`,
        nrOfTests: 0,
      };
    }
    let nrOfTests = 0;
    for (const test of tests) {
      if (testFilter !== undefined && !testFilter.includes(test.id)) continue;
      nrOfTests++;
      state.left = (5 * (this.#record?.passed[test.id] ?? 0) + 100_000) * this.#slower();
      state.active = mutant;
      this.#draws.failedAfter = Number.POSITIVE_INFINITY;
      const failure = await failureOf(test);
      const endless = state.left < 0;
      state.active = -1;
      state.left = Number.POSITIVE_INFINITY;
      if (!endless && failure === undefined) continue;
      if (mutantActivation !== "static") this.#spoilt = await this.#failsAnyhow(test);
      if (this.#spoilt && this.#runs > 1) throw new Error(SPOILT);
      if (endless) return { status: "timeout", reason: "too many places were passed" };
      return { status: "killed", killedBy: [test.id], failureMessage: failure, nrOfTests };
    }
    return { status: "survived", nrOfTests };
  }

  /** Fails without a mutant, too. */
  async #failsAnyhow(test) {
    const { most } = this.#draws;
    this.#draws.most = Math.min(most, this.#draws.failedAfter);
    const failure = await failureOf(test);
    this.#draws.most = most;
    return failure !== undefined;
  }
}

/** In all files of a folder; returns the highest mutant. */
function rewriteSwitches(folder) {
  let highest = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, name);
    if (!file.endsWith(".ts")) continue;
    const found = plain(readFileSync(file, "utf8"));
    if (found === undefined) continue;
    highest = Math.max(highest, found.highest);
    writeFileSync(file, found.text);
  }
  return highest;
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
