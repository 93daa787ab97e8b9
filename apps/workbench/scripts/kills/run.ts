/**
 * `npm run kills -- commands|server|browser [--runs 200] [--from 0] [--minutes 60]`: what is writing is
 * killed (`kill -9`) at a random moment, again and again, and what is left is looked at. The moments
 * come from the number of the run. Prints a line for each loss and a sum; ends with 1 if anything was
 * lost. Needs the built command and workbench (`npm run build`).
 */
import { killBrowsers } from "./browser.ts";
import { killCommands } from "./commands.ts";
import type { Kills } from "./kills.ts";
import { killServers } from "./server.ts";

const KINDS: Readonly<Record<string, () => Promise<Kills>>> = {
  commands: killCommands,
  server: killServers,
  browser: killBrowsers,
};

const [kind = "", ...rest] = process.argv.slice(2);
const option = (name: string, otherwise: number): number =>
  Number(rest[rest.indexOf(name) + 1] ?? otherwise) || otherwise;
const given = (name: string, otherwise: number): number =>
  rest.includes(name) ? option(name, otherwise) : otherwise;
const begin = KINDS[kind];
if (begin === undefined) {
  console.error(`name what is killed: ${Object.keys(KINDS).join(", ")}`);
  process.exit(2);
}
const [runs, from] = [given("--runs", 200), given("--from", 0)];
const until = Date.now() + 60_000 * given("--minutes", 60);
const kills = await begin();
let [done, lost] = [0, 0];
for (; done < runs && Date.now() < until; done++) {
  const loss = await kills.next(from + done);
  if (loss === undefined) continue;
  lost++;
  console.log(`run ${from + done}: ${loss}`);
}
console.log(`${kind}: ${done} kills from run ${from}, ${lost} lost something; ${kills.remarks()}`);
await kills.end();
process.exit(lost === 0 ? 0 : 1);
