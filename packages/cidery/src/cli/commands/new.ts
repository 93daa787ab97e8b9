/** `cidery new`: a model to start from, copied from the catalogue or a small commented one. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandDefinition } from "../command.ts";
import { flag, textOption, word } from "../command.ts";
import { json } from "../print.ts";
import { otherFormat } from "../sourceFormat.ts";
import { readSource } from "../sources.ts";
import { BadInput } from "../terminal.ts";
import { writeFile } from "../writing.ts";

const STARTER = `model "My system"
note  "What the system sees, does and is rewarded for."

agent ai

chance   State  : {good, bad} ~ { good: 0.6, bad: 0.4 }
chance   Report : {good, bad} ~ { State: 0.9, other(State): 0.1 }
decision Act    : {go, stay} by ai sees Report
utility  Reward for ai = if Act == stay then 0 else if State == good then 1 else -1

claim info(Act, State)           // would the agent gain from seeing the state itself?
claim not control(ai, State)     // it cannot want to influence what it cannot reach
`;

export const newModel: CommandDefinition = {
  name: "new",
  summary: "write a new .cid file, from the catalogue or a small commented start",
  examples: [
    { line: "cidery new my-model.cid", does: "a small model to edit" },
    {
      line: "cidery new tampering.cid --from frameworks/modifiable-reward",
      does: "a copy of a catalogue model",
    },
  ],
  declare: (parser) =>
    parser
      .argument("[file]", "the file to write; printed if omitted")
      .option("--from <slug>", "catalogue model to copy")
      .option("--force", "overwrite an existing file")
      .option("--json", "print {file, text} as JSON"),
  async run(invocation) {
    const { terminal } = invocation;
    const slug = textOption(invocation, "from");
    const from = slug === undefined ? undefined : await readSource(slug, terminal);
    const other = from === undefined ? undefined : await otherFormat(from);
    if (other !== undefined) {
      throw new BadInput(
        `${slug} is a ${other}, not .cid text`,
        "`cidery convert` writes it as a .cid model",
      );
    }
    const text = from === undefined || slug === undefined ? STARTER : standalone(from.text, slug);
    const file = word(invocation, 0);
    if (file !== "") {
      const path = resolve(terminal.workingFolder, file);
      if (existsSync(path) && !flag(invocation, "force")) {
        throw new BadInput(
          `${file} exists already`,
          "choose another name, or overwrite it with --force",
        );
      }
      writeFile(terminal.workingFolder, file, text);
    }
    if (flag(invocation, "json")) terminal.out(json({ file: file === "" ? null : file, text }));
    else if (file === "") terminal.data(text);
    else terminal.out(`wrote ${file}; next: cidery incentives ${file}\n`);
    return 0;
  },
};

/** A copy elsewhere cannot reach its parent by a relative path, but every folder knows the slugs. */
function standalone(text: string, slug: string): string {
  const folder = slug.split("/").slice(0, -1).join("/");
  return text.replace(/^(extends\s+")(?!\/)([^"]+)"/m, (_all, start: string, path: string) => {
    const parts = `${folder}/${path}`.split("/");
    const clean: string[] = [];
    for (const part of parts) {
      if (part === "..") clean.pop();
      else if (part !== "." && part !== "") clean.push(part);
    }
    return `${start}${clean.join("/")}"`;
  });
}
