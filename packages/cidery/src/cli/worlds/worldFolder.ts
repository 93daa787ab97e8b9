/**
 * Where worlds outside are named: `environment.json` in a folder, or a command line. Both become labs.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "@cidery/core/lab";
import type { WorldLab } from "./environmentLab.ts";
import { nearestName } from "@cidery/core/text";
import { LEARNERS } from "@cidery/core/learn";
import { BadInput } from "../terminal.ts";
import { commandOf } from "./commandWorld.ts";
import { environmentLab } from "./environmentLab.ts";

const ENVIRONMENT_FILE = "environment.json";

/** @throws BadInput for an empty command line, or a program that is not a world */
export function labOfCommand(id: string, limit?: number): Lab {
  const { command, folder, agent, learner, episodes } = commandOf(id);
  const words = wordsOf(command);
  if (words.length === 0) throw new BadInput("--environment does not name a program");
  return remembered(
    id,
    { id, command: words, folder, agent, learners: [learner], episodes },
    limit,
  );
}

/** Words of a command line; quotes keep blanks together. */
function wordsOf(line: string): string[] {
  const words = line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  return words.map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
}

/** The lab of a folder's `environment.json`; undefined when there is none. @throws BadInput for one that is wrong */
export function labOfFolder(folder: string, limit?: number): Lab | undefined {
  const file = join(folder, ENVIRONMENT_FILE);
  if (!existsSync(file)) return undefined;
  let said: unknown;
  try {
    said = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new BadInput(
      `${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return remembered(folder, { ...readFolder(said, file), id: folder, folder }, limit);
}

function readFolder(said: unknown, file: string): Omit<WorldLab, "id" | "folder"> {
  const wrong = (why: string): BadInput => new BadInput(`${file}: ${why}`, "see docs/own-world.md");
  const {
    command,
    learners = ["q_learning"],
    episodes = 5000,
    sweeps,
    ...texts
  } = (said ?? {}) as Record<string, unknown>;
  if (!isListOf(command, "string") || command.length === 0)
    throw wrong("command should be a list of words, the program first");
  if (!isListOf(learners, "string")) throw wrong("learners should be a list of ids");
  for (const id of learners) {
    const ids = LEARNERS.map((one) => one.id);
    if (ids.includes(id)) continue;
    const near = nearestName(id, ids);
    throw wrong(
      `no learner is called ${id}; ${near === undefined ? `there are ${ids.join(", ")}` : `did you mean ${near}?`}`,
    );
  }
  if (!Number.isInteger(episodes) || Number(episodes) < 1)
    throw wrong("episodes should be a whole number from 1");
  const swept = Object.entries(sweeps ?? {});
  if (!swept.every(([, values]) => isListOf(values, "number") && values.length > 0))
    throw wrong("sweeps should be lists of numbers by parameter");
  for (const [name, text] of Object.entries(texts))
    if (!TEXTS.includes(name) || typeof text !== "string")
      throw wrong(`${name} is not known as a text; there are ${TEXTS.join(", ")}`);
  return {
    ...(texts as { readonly title?: string; readonly question?: string; readonly agent?: string }),
    command,
    learners,
    episodes: Number(episodes),
    sweeps: Object.fromEntries(swept) as Record<string, number[]>,
  };
}

const TEXTS = ["title", "question", "agent"];

function isListOf(value: unknown, type: "string"): value is string[];
function isListOf(value: unknown, type: "number"): value is number[];
function isListOf(value: unknown, type: "string" | "number"): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === type);
}

/** A program is started once. */
const started = new Map<string, Lab>();

function remembered(key: string, given: WorldLab, limit?: number): Lab {
  const lab = started.get(key) ?? environmentLab(given, limit);
  started.set(key, lab);
  return lab;
}
