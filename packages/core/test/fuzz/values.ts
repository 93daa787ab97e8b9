/** JSON that comes to the library as a value, not as a text. */
import { fromJson, toJson } from "../../src/language/index.ts";
import { DIAGRAM, SMALL } from "./models.ts";
import { changedTree, pick } from "./mutated.ts";
import { plain, type Stream } from "./stream.ts";

export const value: Stream = {
  name: "json value",
  share: 2,
  input: (random) => JSON.stringify(changedTree(random, toJson(pick(random, [DIAGRAM, SMALL])))),
  run: (text) => {
    const read = fromJson(JSON.parse(text));
    plain(
      read.diagnostics.map(({ message }) => message),
      text,
    );
  },
};
