/**
 * node scripts/count-tests.js <report.json> <number of failed steps>
 *
 * Reads vitest's JSON report and prints one line, "N passed, N failed". A test file that could not
 * be loaded has no failed test of its own and counts as one. If nothing in the report failed but a
 * step did (lint, types, a crash), each such step counts as one, so that the line never looks green
 * when the run was not. Exit code 1 if anything failed.
 */

import { existsSync, readFileSync } from "node:fs";

const [reportFile, failedStepsText] = process.argv.slice(2);
const failedSteps = Number(failedStepsText);
const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, "utf8")) : undefined;

const unloadable = (report?.testResults ?? []).filter(
  (file) =>
    file.status === "failed" && !file.assertionResults.some((one) => one.status === "failed"),
);
/** Of the Python package, where it was tested (.ci/run). */
const python = existsSync("out/python-report.json")
  ? JSON.parse(readFileSync("out/python-report.json", "utf8"))
  : { passed: 0, failed: 0, skipped: 0 };
if (python.skipped > 0) console.log(`NOT RUN: ${python.skipped} tests of the Python package`);
const passed = (report?.numPassedTests ?? 0) + python.passed;
const failedTests = (report?.numFailedTests ?? 0) + unloadable.length + python.failed;
const failed = failedTests === 0 ? failedSteps : failedTests;
const nothingRan = passed + failed === 0 ? 1 : 0;

if (!existsSync("../shared/oracles")) {
  console.log("NOT RUN: the conformance tests, because ../shared is absent (test/reference.ts)");
}
console.log(`${passed} passed, ${failed + nothingRan} failed`);
process.exit(failed + nothingRan + failedSteps > 0 ? 1 : 0);
