/** Links, pictures with a model inside, and what a browser kept: texts that carry another text. */
import {
  documentToShow,
  mergeTexts,
  modelInFile,
  readFileForm,
  readKept,
  readShareLink,
  writeFileForm,
  writeShareLink,
} from "../../src/session/index.ts";
import { MODEL, someLines } from "./models.ts";
import { between, changedTree, mutated, pick, WORDS } from "./mutated.ts";
import { plain, type Stream } from "./stream.ts";

const LINK = writeShareLink({ text: MODEL, engine: "0.1.0", seed: 3, view: { zoom: 2 } });

export const link: Stream = {
  name: "link",
  share: 1,
  input: (random) => `#${mutated(random, LINK)}`,
  run: (text) => {
    const read = readShareLink(text, "0.1.0");
    if (read.kind === "damaged" || read.kind === "newer") plain([read.message], text);
  },
};

const PICTURES = [
  `<svg xmlns="http://www.w3.org/2000/svg"><metadata><source xmlns="https://cidery.dev/ns/source">chance X\n</source></metadata></svg>`,
  `% Cidery: https://cidery.dev/${LINK}\n\\begin{tikzpicture}\n\\end{tikzpicture}\n`,
  MODEL,
];
const NAMED = ["x.svg", "x.tex", "x.cid", "x.json", "x", "x.id", "x.bif.gz"];

/** A file that is dropped on the page: bytes of any encoding under any name. */
export const dropped: Stream = {
  name: "dropped file",
  share: 0.5,
  input: (random) => `${pick(random, NAMED)}\n${mutated(random, pick(random, PICTURES))}`,
  run: async (input) => {
    const at = input.indexOf("\n");
    const [name, text] = [input.slice(0, at), input.slice(at + 1)];
    const bytes = Uint8Array.from(text, (letter) => (letter.codePointAt(0) ?? 0) & 0xff);
    for (const content of [text, bytes]) {
      const found = await modelInFile({ name, content }, "0.1.0");
      plain(
        found.diagnostics.map(({ message, hint }) => `${message} ${hint ?? ""}`),
        input,
      );
      if (!found.ok && found.diagnostics.length === 0) throw new Error("refused without a reason");
    }
  },
};

/** What a browser gives back of a document: whatever its shape, its text is found or missed. */
export const kept: Stream = {
  name: "kept document",
  share: 1,
  input: (random) =>
    JSON.stringify(
      changedTree(random, {
        format: random.below(4),
        id: "a",
        kind: pick(random, ["own", "opened", "live", 3]),
        text: MODEL,
        file: "x.cid",
        time: random.below(2 ** 31),
        live: { base: "a", text: "b", path: "/x.cid", tab: "t", sent: "c" },
      }),
    ),
  run: (input) => {
    const stored: unknown = JSON.parse(input);
    const read = readKept(stored, "a");
    const text = (stored as { text?: unknown } | null)?.text;
    const found = read.kind === "kept" ? read.document.text : read.text;
    if (typeof text === "string" && found !== text) throw new Error("the text is lost");
    if (read.kind === "kept" && documentToShow([read.document, read.document]) === undefined)
      if (read.document.kind !== "live") throw new Error("nothing is shown");
  },
};

const ENDS = ["\n", "\r\n", "\r", "\n", ""];

/** How a file is stored, and two texts that grew from one: nothing is lost and nothing invented. */
export const stored: Stream = {
  name: "stored text",
  share: 1,
  input: (random) =>
    (random.below(4) === 0 ? "\ufeff" : "") +
    Array.from({ length: between(random, 0, 12) }, () =>
      [
        pick(random, WORDS),
        pick(random, ENDS),
        random.below(3) === 0 ? someLines(random) : "",
      ].join(""),
    ).join(""),
  run: (input) => {
    const { text, form } = readFileForm(input);
    if (writeFileForm(text, form) !== input)
      throw new Error("what is stored again is another text");
    if (text.includes("\r")) throw new Error("a line end of another system is on screen");
    const lines = text.split("\n");
    const mine = [...lines.slice(0, 2), "// mine", ...lines.slice(2)].join("\n");
    const theirs = lines.filter((_, index) => index !== lines.length - 2).join("\n");
    const { text: merged } = mergeTexts(text, mine, theirs, "mine");
    if (!merged.includes("// mine")) throw new Error("what one side wrote is gone");
    if (mergeTexts(text, mine, text, "mine").text !== mine)
      throw new Error("one change is not itself");
  },
};
