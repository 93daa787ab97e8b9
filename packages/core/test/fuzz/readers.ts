/** Every reader of a format, with texts of its own and of the writer beside it. */
import { FORMATS, formatOf, readModelFile } from "../../src/formats/index.ts";
import { checkedText, formatModel, renderDiagnostic, toJson } from "../../src/language/index.ts";
import { DIAGRAM, SAMPLES, SMALL, someLines } from "./models.ts";
import { changedTree, mutated, pick } from "./mutated.ts";
import { plain, type Stream } from "./stream.ts";

export function reader(id: string): Stream {
  const format = FORMATS.find((one) => one.id === id);
  const name = `x${format?.endings[0] ?? ""}`;
  const written = [DIAGRAM, SMALL].flatMap((diagram) => {
    if (format?.write === undefined) return [];
    // Not every diagram can be said in every format.
    const text = format.write(diagram);
    return text.ok ? [text.value] : [];
  });
  const texts = [...(SAMPLES[id] ?? []), ...written];
  if (texts.length === 0) throw new Error(`no text to fuzz the reader of ${id} with`);
  return {
    name: id,
    // Costs grow with what there is to read: models in text are formatted twice and printed.
    share: id === "cid" || id === "json" ? 1 : 2,
    input: (random) => {
      if (id === "json" && random.below(3) > 0)
        return JSON.stringify(changedTree(random, toJson(pick(random, [DIAGRAM, SMALL, SMALL]))));
      // Most models are a few lines of one, so that what is changed meets what matters.
      if (id === "cid") return mutated(random, someLines(random));
      return mutated(random, pick(random, texts));
    },
    run: (text) => {
      formatOf("x", text);
      const { result } = readModelFile({ name, text });
      plain(
        result.diagnostics.map(({ message, hint }) => `${message} ${hint ?? ""}`),
        text,
      );
      for (const one of result.diagnostics.slice(0, 2)) renderDiagnostic(text, one);
      if (!result.ok && result.diagnostics.length === 0)
        throw new Error("refused without a reason");
      for (const { range } of result.diagnostics)
        if (range !== undefined && !(range.start >= 0 && range.start <= range.end))
          throw new Error(`a place outside the text: ${range.start}–${range.end}`);
      if (id === "cid") {
        const once = formatModel(text).text;
        if (formatModel(once).text !== once) throw new Error("formatting twice is not once");
      }
      const { diagram } = result.ok ? result.value : {};
      if (diagram === undefined || text.length % 4 !== 0) return;
      const printed = checkedText(diagram);
      if (!printed.ok)
        throw new Error(`does not read back: ${printed.diagnostics[0]?.message ?? ""}`);
    },
  };
}
