/** `cidery convert`: between `.cid`, JSON and the formats of other tools. */
import { extname } from "node:path";
import type { Result } from "@cidery/core";
import type { CommandDefinition } from "../command.ts";
import { checkedText } from "@cidery/core/session";
import { jsonSchema } from "@cidery/core";
import { formatNamed, FORMATS } from "@cidery/core/formats";
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
  summary: "convert a model to .cid or .json, from these and the formats of other tools",
  examples: [
    { line: "cidery convert frameworks/mdp --to json", does: "the documented JSON form" },
    {
      line: "cidery convert graph.json --to cid",
      does: "also from a bare {nodes, edges} structure",
    },
    { line: "cidery convert --schema", does: "print the JSON Schema" },
  ],
  declare: (parser) =>
    parser
      .argument("[file]", "a model, or - for standard input")
      .option("--to <format>", WRITTEN.join(" or "))
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
    const diagram = loadOrComplain(source, terminal);
    if (diagram === undefined) return 2;
    const output = textOption(invocation, "output");
    const ending = output === undefined ? undefined : extname(output).slice(1);
    const wanted = flag(invocation, "json")
      ? "json"
      : (textOption(invocation, "to") ?? ending ?? "cid");
    const format = formatNamed(oneOf(wanted, WRITTEN, "--to"));
    const written: Result<string> =
      wanted === "cid"
        ? checkedText(diagram)
        : { ok: true, value: format?.write?.(diagram) ?? "", diagnostics: [] };
    if (!written.ok) {
      complain(source, written.diagnostics, terminal);
      return 2;
    }
    const text = written.value;
    if (output === undefined) terminal.data(text);
    else {
      writeFile(terminal.workingFolder, output, text);
      terminal.out(`wrote ${output}\n`);
    }
    return 0;
  },
};
