/**
 * node conformance/peers.js FOLDER [--limit SECONDS] [file or folder …]
 *
 * Writes what `peers.py` reads with other tools: every export of the models named (without any: the
 * catalogue) that a peer has a reader for, with what Cidery answers. Build first.
 *
 * Each file gets a folder of its own with `source.json`, and one that has it is not done again: a run
 * that was ended goes on where it was. What takes more processor time than the limit (60 s unless told) or
 * than 4 GB is written down as skipped, with the reason, like whatever cannot be compared.
 */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
/** What nobody means to compare when a folder is named. */
const NO_MODEL =
  /\.(?:txt|md|jsonl|id|pvo|mjs|sh)$|(?:^|-)(?:values|equilibria|agendas|argument)\.json$|LICENSES?$/iu;

/** A file that takes more bytes of the whole process is skipped. */
const MEMORY = 4 * 2 ** 30;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { limit: { type: "string", default: "60" } },
});
const [folder, ...named] = positionals;
if (folder === undefined) throw new Error("name a folder to write to");
const limit = Number(values.limit) * 1000;

const sources = (named.length > 0 ? named : [join(ROOT, "models")]).flatMap(filesOf);
let worker;
let heard = () => {};
for (const [index, source] of sources.entries()) {
  const home = join(folder, nameOf(source));
  const record = join(home, "source.json");
  if (existsSync(record)) continue;
  mkdirSync(home, { recursive: true });
  const rows = await exported(source, home);
  writeFileSync(record, JSON.stringify({ source: nameOf(source), rows }));
  for (const { format, peer, why, skipped } of rows)
    if (skipped === true) console.log(`skipped ${source} ${format} ${peer}: ${why}`);
  if (index % 20 === 19) console.log(`${index + 1} of ${sources.length}`);
}
await worker?.terminate();
console.log(`${sources.length} files in ${folder}`);

/** What a worker makes of one file; a worker that takes too long is ended, and the next file gets a new one. */
async function exported(source, home) {
  const running = (worker ??= started());
  const begun = processorTime();
  let watch;
  const answer = await new Promise((done) => {
    watch = setInterval(() => {
      if (processorTime() - begun > limit) done(`Cidery takes more than ${limit / 1000} s`);
      if (process.memoryUsage.rss() > MEMORY) done(`Cidery takes more than ${MEMORY / 2 ** 30} GB`);
    }, 100);
    heard = done;
    running.postMessage({ source: resolve(source), home: resolve(home) });
  });
  clearInterval(watch);
  if (typeof answer !== "string") return answer;
  await running.terminate();
  worker = undefined;
  return [{ format: "", peer: "", why: answer, skipped: true }];
}

/** Of this process and its worker, in ms: a busy machine is not the model's fault. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** It keeps its listeners: a worker without any is not listened to again. */
function started() {
  const one = new Worker(new URL("peersExport.js", import.meta.url));
  one.on("message", (answer) => heard(answer));
  one.on("error", (error) => heard(error.message));
  return one;
}

/** Where a file's results lie: its path, without the catalogue's or the references' own folder. */
function nameOf(source) {
  const path = relative(ROOT, resolve(source)).replace(/^(?:\.\.\/)*/u, "");
  return path.replace(/^(?:models|(?:.*\/)?shared\/(?:instances|cases))\//u, "");
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || !NO_MODEL.test(entry.name))
    .flatMap((entry) => filesOf(join(path, entry.name)));
}
