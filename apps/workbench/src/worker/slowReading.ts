/**
 * A text that takes longer than the page can wait is read in a worker, once it was left alone for a while; a
 * change ends that. What comes back is taken as if the page had read it. A machine may be too busy for that as
 * well, and a worker may break off: then it is said, and one can have it read again with more time.
 */
import { InfluenceDiagram } from "@cidery/core";
import type { TaskInput } from "@cidery/core/tasks";
import { session } from "../state/document.ts";
import { resolveExtended } from "../state/extended.ts";
import { toast } from "../state/ui.ts";
import { TaskClient } from "./taskClient.ts";

/** Milliseconds without a change after which reading begins. */
const PAUSE = 1200;
/** Milliseconds it is given. Each time one asks again it is given twice as much. */
const PATIENCE = 20_000;
/** Milliseconds beyond them for a worker to start and to answer, on a slow machine. */
const GRACE = 20_000;

type Files = NonNullable<TaskInput<"read">["files"]>;

const client = new TaskClient();
let pause: ReturnType<typeof setTimeout> | undefined;
let silence: ReturnType<typeof setTimeout> | undefined;
/** The reading that was looked at last: what the page read anew, of this text or another, has other diagnostics. */
let seen: unknown;
/** What a worker read, or gave up, is no reason to begin. */
let adopting = false;

/** Watches the document for as long as the page is there. */
export function readSlowTexts(): void {
  const look = (): void => {
    const { late, text, diagnostics } = session.state();
    if (diagnostics === seen) return;
    seen = diagnostics;
    if (adopting) return;
    stop();
    if (late !== undefined) pause = setTimeout(() => begin(text, PATIENCE), PAUSE);
  };
  session.subscribe(look);
  look();
}

function stop(): void {
  clearTimeout(pause);
  clearTimeout(silence);
  client.stop();
}

function begin(text: string, timeLimit: number, files: Files = []): void {
  const { file } = session.state();
  silence = setTimeout(() => {
    stop();
    giveUp(text, timeLimit);
  }, timeLimit + GRACE);
  const input = { text, timeLimit, files, ...(file === undefined ? {} : { file }) };
  client.ask("read", input, (event) => {
    if (event.kind !== "failed" && event.kind !== "done") return;
    clearTimeout(silence);
    if (event.kind === "failed") {
      offerAgain(`The text could not be read: ${event.message}`, text, timeLimit);
      return;
    }
    const { result } = event;
    if ("gaveUp" in result) giveUp(text, timeLimit);
    else if ("wants" in result) {
      const found = result.wants.map((one) => ({
        ...one,
        found: resolveExtended(one.path, one.from),
      }));
      begin(text, timeLimit, [...files, ...found]);
    } else {
      const { parts, ...rest } = result;
      const diagram = parts === undefined ? {} : { diagram: InfluenceDiagram.of(parts) };
      adopt(text, { ...rest, ...diagram });
    }
  });
}

function giveUp(text: string, timeLimit: number): void {
  adopt(text, { gaveUpAfter: timeLimit });
  const seconds = Math.round(timeLimit / 1000);
  offerAgain(`Reading the text was given up after ${seconds} s`, text, timeLimit);
}

function adopt(text: string, reading: Parameters<typeof session.adopt>[1]): void {
  adopting = true;
  session.adopt(text, reading);
  adopting = false;
}

function offerAgain(message: string, text: string, timeLimit: number): void {
  const run = (): void => {
    if (session.state().text !== text || session.state().late === undefined) return;
    stop();
    begin(text, 2 * timeLimit);
  };
  toast(message, { tone: "trouble", action: { title: "Read it again", run } });
}
