/**
 * A file on disk, live both ways: `cidery open model.cid` serves this page with `?live`. Changes
 * on disk arrive as server-sent events, changes here are put back a moment later.
 */
import { session } from "../state/document.ts";
import { setUi, toast } from "../state/ui.ts";
import { fromFile, toFile } from "./lineEnds.ts";

interface LiveFile {
  readonly name: string;
  readonly text: string;
}

const ADDRESS = "./__live/file";
const DELAY = 250;

export function isLive(): boolean {
  return new URLSearchParams(location.search).has("live");
}

/** Opens the served file and keeps both in step. @throws Error when the server does not answer */
export async function openLive(): Promise<void> {
  const answer = await fetch(ADDRESS, { cache: "no-store" });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const file = (await answer.json()) as LiveFile;
  let onDisk = file.text;
  session.open({ text: fromFile(onDisk, file.name), file: file.name }, `open ${file.name}`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  setUi({ kept: "saved", keptReason: `Written to ${file.name}` });

  const put = async (text: string, tries = 3): Promise<void> => {
    try {
      const done = await fetch(ADDRESS, {
        method: "PUT",
        body: JSON.stringify({ text, before: onDisk }),
      });
      if (done.status === 409 && tries > 0) {
        toast(
          "The file changed on disk at the same moment; what you typed wins, Undo has the other text",
        );
        onDisk = ((await done.json()) as LiveFile).text;
        await put(text, tries - 1);
        return;
      }
      if (!done.ok) throw new Error(`the server answered ${done.status}`);
      onDisk = text;
      setUi({ kept: "saved", keptReason: `Written to ${file.name}` });
    } catch (error) {
      setUi({ kept: "failed", keptReason: String(error) });
      toast(
        `${file.name} could not be written: is the command still running? Nothing is lost here`,
        {
          tone: "trouble",
        },
      );
    }
  };

  session.subscribe(() => {
    if (toFile(session.state().text, file.name) === onDisk) return;
    setUi({ kept: "saving" });
    clearTimeout(timer);
    timer = setTimeout(() => void put(toFile(session.state().text, file.name)), DELAY);
  });

  const events = new EventSource("./__live/events");
  events.onmessage = ({ data }: MessageEvent<string>) => {
    const { text } = JSON.parse(data) as LiveFile;
    onDisk = text;
    session.setText(fromFile(text, file.name), "change on disk", "disk");
  };
}
