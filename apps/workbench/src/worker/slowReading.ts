/**
 * A text that takes longer than the page can wait is read in a worker, once it was left alone for a while; a
 * change ends that. What comes back is taken as if the page had read it.
 */
import { InfluenceDiagram } from "@cidery/core";
import { session } from "../state/document.ts";
import { TaskClient } from "./taskClient.ts";

/** Milliseconds without a change after which reading begins. */
const PAUSE = 1200;
/** Milliseconds it is given. */
const PATIENCE = 20_000;

const client = new TaskClient();
let pause: ReturnType<typeof setTimeout> | undefined;

/** Watches the document for as long as the page is there. */
export function readSlowTexts(): void {
  const look = (): void => {
    const { late, text } = session.state();
    clearTimeout(pause);
    client.stop();
    if (late !== undefined) pause = setTimeout(() => begin(text), PAUSE);
  };
  let seen = session.state().revision;
  session.subscribe(() => {
    const { revision } = session.state();
    if (revision === seen) return;
    seen = revision;
    look();
  });
  look();
}

function begin(text: string): void {
  const { file } = session.state();
  const input = { text, timeLimit: PATIENCE, ...(file === undefined ? {} : { file }) };
  client.ask("read", input, (event) => {
    if (event.kind === "failed") session.adopt(text, { gaveUpAfter: PATIENCE });
    if (event.kind !== "done") return;
    const { result } = event;
    if ("gaveUp" in result) session.adopt(text, { gaveUpAfter: PATIENCE });
    // Files that a text extends are the page's: it has tried already.
    else if (!("extends" in result)) {
      const { parts, ...rest } = result;
      const diagram = parts === undefined ? {} : { diagram: InfluenceDiagram.of(parts) };
      session.adopt(text, { ...rest, ...diagram });
    }
  });
}
