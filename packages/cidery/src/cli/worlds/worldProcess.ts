/**
 * A program that is a world: a line is written to it, a line comes back. Learners ask and need the answer at
 * once, so the program is spoken to by a thread, for which this one waits.
 */
import type { MessagePort } from "node:worker_threads";
import { isMainThread, MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { BadInput } from "../terminal.ts";
import { attendWorlds, WORLDS } from "./worldChildren.ts";

/** Milliseconds in which a world must answer; the first answer may have to load a library. */
const PATIENCE = 120_000;

export interface WorldProcess {
  /** @throws BadInput when the program ends, cannot be started or says nothing */
  readonly ask: (order: unknown) => string;
  readonly close: () => void;
}

type Heard = { readonly line: string } | { readonly ended: string };

/** Starts the program; it ends when its input does. @param limit when nobody waits for an answer any more */
export function worldProcess(
  command: readonly string[],
  folder: string,
  limit = Number.POSITIVE_INFINITY,
): WorldProcess {
  if (isMainThread) attendWorlds();
  // Ctrl-C is for us: a program of a group of its own goes on until the best so far is at hand. The
  // first thread cannot hear it while it waits; there it ends both.
  const group = !isMainThread && process.platform !== "win32";
  const { port1: port, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(8));
  // esbuild marks functions with a helper that the text of one alone does not have.
  const code = `const __name = (one) => one; (${speak.toString()})(process.getBuiltinModule("node:worker_threads").workerData)`;
  const thread = new Worker(code, {
    eval: true,
    execArgv: [],
    workerData: { command, folder, flag, port: port2, group, worlds: WORLDS } satisfies Spoken,
    transferList: [port2],
  });
  thread.unref();
  port.unref();
  const next = (): Heard | undefined => receiveMessageOnPort(port)?.message as Heard | undefined;
  return {
    ask(order) {
      port.postMessage(JSON.stringify(order));
      let heard = next();
      const until = Math.min(Date.now() + PATIENCE, limit);
      while (heard === undefined && Date.now() < until) {
        Atomics.wait(flag, 0, 0, Math.min(1000, until - Date.now()));
        Atomics.store(flag, 0, 0);
        heard = next();
      }
      if (heard === undefined) {
        // It may be too busy to see that its input ends.
        kill(Atomics.load(flag, 1), group);
        throw new BadInput(
          `${command.join(" ")} has given no answer ${until < limit ? `for ${PATIENCE / 1000} s` : "within the time limit"}`,
        );
      }
      if ("line" in heard) return heard.line;
      throw new BadInput(`${command.join(" ")} ${heard.ended}`);
    },
    close: () => port.postMessage(undefined),
  };
}

/** A program that is asked to end may not hear that either. */
function kill(pid: number, group: boolean): void {
  if (pid === 0) return;
  try {
    process.kill(group ? -pid : pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}

interface Spoken {
  readonly command: readonly string[];
  readonly folder: string;
  /** Whether something was heard, and the program's number. */
  readonly flag: Int32Array;
  readonly port: MessagePort;
  /** Whether the program gets a group of its own. */
  readonly group: boolean;
  /** Name of the channel that tells of programs. */
  readonly worlds: string;
}

/** The thread that speaks to the program; it is sent as text, and so uses nothing from outside itself. */
function speak({ command, folder, flag, port, group, worlds }: Spoken): void {
  const { spawn } = process.getBuiltinModule("node:child_process");
  const { createInterface } = process.getBuiltinModule("node:readline");
  const { BroadcastChannel } = process.getBuiltinModule("node:worker_threads");
  const tell = (heard: unknown): void => {
    port.postMessage(heard);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };
  const [program = "", ...words] = command;
  const child = spawn(program, words, {
    cwd: folder,
    stdio: ["pipe", "pipe", "pipe"],
    detached: group,
  });
  const channel = new BroadcastChannel(worlds);
  if (child.pid !== undefined) channel.postMessage({ begun: { pid: child.pid, group } });
  channel.onmessage = (event: unknown) => {
    if ((event as { readonly data: { readonly end?: true } }).data.end) child.stdin.end();
  };
  Atomics.store(flag, 1, child.pid ?? 0);
  let complained = "";
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (text: string) => {
    complained = (complained + text).slice(-2000);
  });
  child.stdin.on("error", () => {});
  child.on("error", ({ message }) => tell({ ended: `does not start: ${message}` }));
  child.on("close", (code) => {
    const last = complained.trim().split("\n").at(-1) ?? "";
    tell({
      ended: `ended (${code === null ? "killed" : `code ${code}`})${last === "" ? "" : `: ${last}`}`,
    });
    port.close();
    channel.close();
  });
  createInterface({ input: child.stdout }).on("line", (line: string) => {
    if (line.trim() !== "") tell({ line });
  });
  port.on("message", (order: string | undefined) => {
    if (order === undefined) child.stdin.end();
    else child.stdin.write(`${order}\n`);
  });
}
