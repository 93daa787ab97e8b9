/** `cidery worker`: works out parts of the sweeps that a queue holds, until it is stopped. */
import type { CommandDefinition } from "../command.ts";
import { fileURLToPath } from "node:url";
import { word } from "../command.ts";
import { count } from "../print.ts";
import { declareTls, QUEUE, queueServer, VARIABLE } from "../queue/connection.ts";
import { JOBS, jobsOf } from "../taskPool.ts";

/** Milliseconds after which a part whose worker died is given to another. */
const LOCK = 10_000;
/** Deaths of workers under one part: more are the part's fault. */
const MOST_DEATHS = 20;

export const worker: CommandDefinition = {
  name: "worker",
  summary: "compute parts of sweeps taken from a queue on Redis or Valkey",
  examples: [
    {
      line: "cidery worker --help",
      does: "cidery worker redis://HOST works for every `cidery sweep … --queue redis://HOST`",
    },
  ],
  declare: (parser) =>
    declareTls(
      parser
        .argument(
          "[queue]",
          `address of the queue, as redis://HOST (default: the variable ${VARIABLE})`,
        )
        .option(...JOBS),
    ),
  async run(invocation) {
    const { terminal } = invocation;
    const jobs = jobsOf(invocation);
    const { bullmq, connection, shown } = await queueServer(
      word(invocation, 0) || undefined,
      invocation,
    );
    const processor = fileURLToPath(new URL("../queue/processor.js", import.meta.url));
    const worker = new bullmq.Worker(QUEUE, processor, {
      connection,
      concurrency: jobs,
      lockDuration: LOCK,
      stalledInterval: LOCK / 2,
      maxStalledCount: MOST_DEATHS,
    });
    let done = 0;
    worker.on("completed", () => {
      done++;
      if (terminal.interactive) terminal.err(`\r\u001b[2K${count(done, "part")} done`);
    });
    worker.on("failed", (job, error) => terminal.err(`${job?.id ?? "a part"}: ${error.message}\n`));
    // Broken connections are made again; they are said once.
    let away = false;
    worker.on("error", (error) => {
      if (!away) terminal.err(`${error.message}; waiting for ${shown}\n`);
      away = true;
    });
    worker.on("ready", () => (away = false));
    terminal.out(
      `works for ${shown} with ${count(jobs, "process", "processes")}; Ctrl-C ends it\n`,
    );
    await new Promise<void>((stop) => {
      process.once("SIGTERM", stop);
      let unlisten = terminal.onInterrupt(() => {
        unlisten = terminal.onInterrupt(() => process.exit(130));
        terminal.err("finishing the parts under way (Ctrl-C again to quit at once)\n");
        stop();
      });
      void unlisten;
    });
    await worker.close();
    connection.disconnect();
    terminal.out(`${count(done, "part")} done\n`);
    return 0;
  },
};
