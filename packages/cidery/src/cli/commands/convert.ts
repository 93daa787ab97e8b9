/** `cidery convert`: between `.cid`, JSON and the formats of other tools. */
import type { CommandDefinition, Invocation } from "../command.ts";
import type { Format } from "@cidery/core/formats";
import { jsonSchema } from "@cidery/core";
import { formatByEnding, formatNamed, FORMATS } from "@cidery/core/formats";
import { flag, textOption, word } from "../command.ts";
import { complain, loadOrComplain } from "../loading.ts";
import { json } from "../print.ts";
import { readSource } from "../sources.ts";
import { BadInput } from "../terminal.ts";
import { oneOf } from "./draw.ts";
import { writeFile } from "../writing.ts";

/** The formats that are written. */
const WRITTEN = FORMATS.flatMap(({ id, write }) => (write === undefined ? [] : [id]));

export const convert: CommandDefinition = {
  name: "convert",
  limited: "whole",
  summary: "convert a model between .cid, JSON and the formats of other tools",
  examples: [
    { line: "cidery convert frameworks/mdp --to json", does: "the documented JSON form" },
    {
      line: "cidery convert graph.json --to cid",
      does: "also from a bare {nodes, edges} structure",
    },
    {
      line: "cidery convert graph.json -o graph.mmd",
      does: "for another tool; what the format cannot hold is reported, or refused",
    },
    {
      line: "cidery convert graph.json --to graphml",
      does: "by the format's name (docs/formats.md)",
    },
    { line: "cidery convert --schema", does: "print the JSON Schema" },
  ],
  declare: (parser) =>
    parser
      .argument("[file]", "a model, or - for standard input")
      .option("--to <format>", `${WRITTEN.slice(0, -1).join(", ")} or ${WRITTEN.at(-1)}`)
      .option("-o, --output <file>", "write here; the ending chooses the format")
      .option("--schema", "print the JSON Schema of the JSON form")
      .option("--json", "same as --to json"),
  async run(invocation) {
    const { terminal } = invocation;
    if (flag(invocation, "schema")) {
      terminal.out(json(jsonSchema()));
      return 0;
    }
    const file = word(invocation, 0);
    if (file === "") throw new BadInput("no model is named", "name a file, or ask for --schema");
    const source = await readSource(file, terminal);
    const diagram = await loadOrComplain(source, terminal);
    if (diagram === undefined) return 2;
    const output = textOption(invocation, "output");
    const written = formatWanted(invocation, output).write(diagram);
    complain(source, written.diagnostics, terminal);
    if (!written.ok) return 2;
    const text = written.value;
    if (output === undefined) terminal.data(text);
    else {
      writeFile(terminal.workingFolder, output, text);
      terminal.out(`wrote ${output}\n`);
    }
    return 0;
  },
};

type Writer = Format & { readonly write: NonNullable<Format["write"]> };

/** What `--to` or the file's ending asks for; `.cid` when neither does. */
function formatWanted(invocation: Invocation, output: string | undefined): Writer {
  const to = flag(invocation, "json") ? "json" : textOption(invocation, "to");
  if (to !== undefined) {
    const asked = writer(formatNamed(oneOf(to, WRITTEN, "--to")), to);
    requireEnding(asked, output, to);
    return asked;
  }
  if (output === undefined) return writer(formatNamed("cid"), "cid");
  const found = formatByEnding(output);
  if (found?.write !== undefined) return writer(found, output);
  const why =
    found === undefined ? "tells no format" : `is of a ${found.title}, which is not written`;
  throw new BadInput(`the ending of ${output} ${why}`, `--to takes ${WRITTEN.join(", ")}`);
}

/** A file whose ending says one format and whose content is another would be misread. */
function requireEnding(asked: Writer, output: string | undefined, to: string): void {
  const said = output === undefined ? undefined : formatByEnding(output);
  if (said === undefined || said.id === asked.id) return;
  throw new BadInput(
    `the ending of ${output} says ${said.title}, but --to says ${to}`,
    "change one of them",
  );
}

function writer(format: Format | undefined, called: string): Writer {
  if (format?.write === undefined) throw new BadInput(`${called} is not written`);
  return { ...format, write: format.write };
}
