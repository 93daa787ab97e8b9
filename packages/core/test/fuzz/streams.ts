/** What is fuzzed of the library: every reader, question, link, kept thing and gesture. */
import { FORMATS } from "../../src/formats/index.ts";
import { dropped, kept, link, stored } from "./links.ts";
import { parseClaim, parseQuestion } from "../../src/language/index.ts";
import { answered, asked } from "./questions.ts";
import { reader } from "./readers.ts";
import { session } from "./sessions.ts";
import type { Stream } from "./stream.ts";
import { value } from "./values.ts";
import { workbench } from "./workbench.ts";

export const STREAMS: readonly Stream[] = [
  ...FORMATS.filter(({ read }) => read !== undefined).map(({ id }) => reader(id)),
  asked("question", parseQuestion),
  asked("claim", parseClaim),
  answered,
  link,
  dropped,
  kept,
  stored,
  session,
  workbench,
  value,
];
