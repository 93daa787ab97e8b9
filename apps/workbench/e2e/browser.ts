/**
 * A real Chromium for the tests: the one inside @sparticuz/chromium where it runs, else one that
 * the system has. When neither starts, the message says what to install.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sparticuz from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { serveWorkbench } from "../../../packages/cidery/src/cli/serve.ts";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const SYSTEM = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export async function launchBrowser(): Promise<Browser> {
  return await launched((executablePath) =>
    chromium.launch({ executablePath, args: ARGUMENTS, headless: true }),
  );
}

/** A browser with a profile on disk, and a way to end it without another word. */
export async function launchKillable(
  folder: string,
): Promise<{ readonly context: BrowserContext; readonly kill: () => void }> {
  const context = await launched((executablePath) =>
    chromium.launchPersistentContext(folder, {
      executablePath,
      args: ARGUMENTS,
      headless: true,
      serviceWorkers: "block",
    }),
  );
  return { context, kill: () => killAll(processesOf(folder)) };
}

/** The processes whose command line names the folder, and what they started. */
function processesOf(folder: string): readonly number[] {
  const all = execFileSync("ps", ["-Ao", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/u.exec(line))
    .filter((found) => found !== null)
    .map(([, pid, parent, args = ""]) => ({ pid: Number(pid), parent: Number(parent), args }));
  const found = new Set(all.filter(({ args }) => args.includes(folder)).map(({ pid }) => pid));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

function killAll(processes: readonly number[]): void {
  for (const pid of processes) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended with the one before.
    }
  }
}

async function launched<T>(launch: (executablePath: string) => Promise<T>): Promise<T> {
  const reasons: string[] = [];
  for (const executablePath of [await packaged(reasons), ...SYSTEM]) {
    if (executablePath === undefined || !existsSync(executablePath)) continue;
    try {
      return await launch(executablePath);
    } catch (error) {
      reasons.push(`${executablePath}: ${String(error).split("\n")[0]}`);
    }
  }
  throw new Error(
    `No Chromium could be started. Install one (Debian: apt-get install chromium) or set CHROMIUM to its path.\n${reasons.join("\n")}`,
  );
}

async function packaged(reasons: string[]): Promise<string | undefined> {
  try {
    return await sparticuz.executablePath();
  } catch (error) {
    reasons.push(`@sparticuz/chromium: ${String(error).split("\n")[0]}`);
    return undefined;
  }
}

/**
 * The built workbench, served; CIDERY_WORKBENCH may name the folder of another build.
 * @throws Error when it was not built
 */
export async function startWorkbench(
  file?: string,
  port?: number,
): Promise<{ url: string; close: () => Promise<void> }> {
  const folder =
    process.env["CIDERY_WORKBENCH"] ?? fileURLToPath(new URL("../dist", import.meta.url));
  if (!existsSync(`${folder}/index.html`)) {
    throw new Error("the workbench is not built: run `npm run build -w apps/workbench` first");
  }
  return serveWorkbench({
    folder,
    ...(file !== undefined && { file }),
    ...(port !== undefined && { port }),
  });
}

/** How long a step may take: a busy machine is not the page's fault. */
const PATIENCE = 60_000;

/** A page in a profile of its own; errors of the page fail the test that reads `errors`. */
export async function freshPage(
  browser: Browser,
  url: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    serviceWorkers: "block",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const errors = watchErrors(page);
  await page.goto(url);
  await page.waitForSelector(".react-flow__node, .overview, .empty-note");
  return { page, context, errors };
}

export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}
