/** The model as a file of another tool: the registry's formats, what each would lose, and saving. */
import type { Diagnostic, InfluenceDiagram } from "@cidery/core";
import type { Format } from "@cidery/core/formats";
import { useEffect, useMemo, useState } from "react";
import { toast } from "../state/ui.ts";
import { download, fileName } from "./files.ts";

export function OtherFormats({
  diagram,
  close,
}: {
  readonly diagram: InfluenceDiagram;
  readonly close: () => void;
}) {
  const formats = useWrittenFormats();
  const [chosen, setChosen] = useState("");
  const format = formats.find(({ id }) => id === chosen);
  const written = useMemo(() => format?.write?.(diagram), [format, diagram]);
  return (
    <fieldset className="choices other-formats">
      <legend>A file of another tool</legend>
      <label className="check">
        <span className="visually-hidden">Format</span>
        <select
          className="field"
          value={chosen}
          aria-label="Format of the file"
          onChange={({ target }) => setChosen(target.value)}
        >
          <option value="">choose a format</option>
          {formats.map(({ id, title, endings }) => (
            <option key={id} value={id}>
              {title} ({endings[0]})
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button"
          disabled={written?.ok !== true}
          onClick={() => {
            if (written?.ok !== true || format === undefined) return;
            const name = fileName(format.endings[0]?.slice(1) ?? "txt");
            download(name, written.value, "text/plain");
            close();
            toast(`Saved ${name}`);
          }}
        >
          Save
        </button>
      </label>
      <Losses diagnostics={written?.diagnostics ?? []} />
    </fieldset>
  );
}

/** What is refused or lost, before anything is saved. */
function Losses({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  return (
    <div role="status">
      <ul className="faint">
        {diagnostics.map(({ message, hint, severity }) => (
          <li key={message}>
            {severity === "error" ? "Not possible: " : ""}
            {message}
            {hint === undefined ? "" : ` (${hint})`}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Loaded with the dialog: a page that saves nothing does without the writers. */
function useWrittenFormats(): readonly Format[] {
  const [formats, setFormats] = useState<readonly Format[]>([]);
  useEffect(() => {
    void import("@cidery/core/formats").then(({ FORMATS }) =>
      setFormats(FORMATS.filter(({ id, write }) => write !== undefined && !PICTURES.includes(id))),
    );
  }, []);
  return formats;
}

/** The dialog has buttons for these. */
const PICTURES = ["cid", "json", "dot"];
