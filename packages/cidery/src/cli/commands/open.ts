/** `cidery open` and `cidery start`: the workbench at a local address, until Ctrl-C. */
import { existsSync } from "node:fs";
import { resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { CommandDefinition, Invocation } from "../command.ts";
import type { ExitCode } from "../terminal.ts";
import { flag, textOption, word } from "../command.ts";
import { wholeNumber } from "../numbers.ts";
import { json } from "../print.ts";
import { type ServedWorkbench, type ServeOptions, serveWorkbench } from "../serve.ts";
import { USUAL_PORT } from "../usualPort.ts";
import { catalogueFolder, readSource } from "../sources.ts";
import { BadInput } from "../terminal.ts";
import { gallery, galleryFolder } from "./gallery.ts";

export const open: CommandDefinition = {
  name: "open",
  summary: "open the workbench; if a file is given, the two are kept in step both ways",
  examples: [
    { line: "cidery open", does: "the workbench, at the address it prints" },
    {
      line: "cidery open model.cid",
      does: "edit this file in the browser and in your editor at once",
    },
  ],
  declare: (parser) =>
    parser
      .argument(
        "[file]",
        "a model file on disk; one that cannot be written back is shown read-only",
      )
      .option("--port <n>", "listen here (default: 4310, or a free port)")
      .option("--json", "print {url} as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const given = word(invocation, 0);
    const source = given === "" ? undefined : await readSource(given, terminal);
    if (source !== undefined && source.path === undefined)
      throw new BadInput("standard input cannot be kept in step with a page", "name a file");
    return await serveUntilInterrupted(invocation, source?.path, isInstalled(source?.path));
  },
};

export const start: CommandDefinition = {
  name: "start",
  summary: "analyse the whole catalogue, then serve the workbench",
  examples: [{ line: "cidery start", does: "what `npm start` runs" }],
  declare: (parser) =>
    parser
      .option("--output <folder>", "where to write the pictures", "out/gallery")
      .option("--port <n>", "serve the workbench here (default: 4310, or a free port)")
      .option("--no-serve", "only analyse")
      .option("--json", "print the summary and the address as JSON"),
  async run(invocation): Promise<ExitCode> {
    if (!flag(invocation, "json")) invocation.terminal.err("Analysing the catalogue …\n");
    const serves = invocation.options["serve"] !== false;
    const folder = galleryFolder(invocation);
    // Served first: the cards of the gallery open in the workbench at its address.
    const served = serves ? await serve(portOf(invocation), { gallery: folder }) : undefined;
    const options = {
      ...invocation.options,
      brief: true,
      ...(served === undefined ? {} : { workbench: served.url }),
    };
    const code = await gallery.run({ ...invocation, options, positional: [] });
    if (served === undefined) return code;
    if (code === 2) await served.close();
    else await untilInterrupted(served, invocation);
    return code;
  },
};

/** Whether a file is the catalogue's own: its models are read by everybody, and never changed. */
function isInstalled(path: string | undefined): boolean {
  return path !== undefined && path.startsWith(resolve(catalogueFolder()) + sep);
}

async function serveUntilInterrupted(
  invocation: Invocation,
  file?: string,
  isCatalogue = false,
): Promise<ExitCode> {
  const served = await serve(portOf(invocation), {
    ...(file !== undefined && { file }),
    ...(isCatalogue && { fixed: "belongs to the catalogue; save a copy to keep changes" }),
  });
  await untilInterrupted(served, invocation);
  return 0;
}

async function untilInterrupted(served: ServedWorkbench, invocation: Invocation): Promise<void> {
  const { terminal } = invocation;
  if (flag(invocation, "json")) terminal.out(json({ url: served.url }));
  else terminal.out(`\nThe workbench is at ${terminal.paint.bold(served.url)}  (Ctrl-C ends it)\n`);
  await new Promise<void>((done) => terminal.onInterrupt(done));
  await served.close();
}

function portOf(invocation: Invocation): string | undefined {
  return textOption(invocation, "port");
}

const LARGEST_PORT = 65_535;

async function serve(
  port: string | undefined,
  more: Pick<ServeOptions, "file" | "fixed" | "gallery">,
): Promise<ServedWorkbench> {
  const options = { folder: workbenchFolder(), ...more };
  if (port !== undefined) {
    const wanted = wholeNumber(port, "--port", 0);
    if (wanted > LARGEST_PORT)
      throw new BadInput(
        `--port ${port} is not a port: ports go from 0 to ${LARGEST_PORT}`,
        "0 chooses a free one",
      );
    try {
      return await serveWorkbench({ ...options, port: wanted });
    } catch (error) {
      if (error instanceof BadInput) throw error;
      throw new BadInput(
        error instanceof Error ? error.message : String(error),
        "choose another with --port",
      );
    }
  }
  try {
    return await serveWorkbench({ ...options, port: USUAL_PORT });
  } catch (error) {
    if (error instanceof BadInput) throw error;
    return await serveWorkbench(options);
  }
}

function workbenchFolder(): string {
  // Beside the built command; when the sources run (in tests), where the build puts it.
  const candidates = ["../workbench", "../../../dist/workbench", "../../dist/workbench"].map(
    (path) => resolve(fileURLToPath(new URL(path, import.meta.url))),
  );
  const found = candidates.find((one) => existsSync(resolve(one, "index.html")));
  if (found === undefined) throw new BadInput("the workbench is not built", "run: npm run build");
  return found;
}
