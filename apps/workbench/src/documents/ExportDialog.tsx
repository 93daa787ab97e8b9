/** A picture with options, seen before it is written, or a file of another tool. */
import type { ExportFormat } from "@cidery/core/session";
import { useMemo, useState } from "react";
import { useScene } from "../canvas/scene.ts";
import { useShownVerdict } from "../state/highlight.ts";
import { Dialog } from "../widgets/Dialog.tsx";
import { asShown, exportAs, textOf } from "./exports.ts";
import { OtherFormats } from "./OtherFormats.tsx";

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ["svg", "SVG"],
  ["png", "PNG"],
  ["tikz", "TikZ"],
  ["dot", "DOT"],
  ["json", "JSON"],
];

export default function ExportDialog({ close }: { readonly close: () => void }) {
  const [options, setOptions] = useState(asShown);
  const scene = useScene((state) => state.scene);
  const lit = useShownVerdict(scene?.diagram);
  const preview = useMemo(
    () => (scene === undefined ? "" : textOf("svg", options, "light").content),
    [scene, options],
  );
  const repeats = scene?.diagram.nodes.some(({ instance }) => instance !== undefined) ?? false;
  const choices: readonly (readonly ["badges" | "path", string, string | undefined])[] = [
    ["badges", "Badges of the incentives that are present", undefined],
    [
      "path",
      "The lit path of the chosen verdict",
      lit === undefined ? "choose a verdict first" : undefined,
    ],
  ];
  return (
    <Dialog title="Export a picture" close={close} className="export">
      <fieldset className="choices">
        <legend className="visually-hidden">What goes into the picture</legend>
        {choices.map(([key, title, reason]) => (
          <label key={key} className="check">
            <input
              type="checkbox"
              checked={options[key] && reason === undefined}
              disabled={reason !== undefined}
              onChange={({ target }) => setOptions({ ...options, [key]: target.checked })}
            />
            <span>
              {title}
              {reason !== undefined && <small className="faint"> ({reason})</small>}
            </span>
          </label>
        ))}
        {repeats && (
          <label className="check">
            <span>Repeated steps</span>
            <select
              className="field"
              value={String(options.folded)}
              onChange={({ target: { value } }) =>
                setOptions({
                  ...options,
                  folded: value === "template" ? "template" : value === "true",
                })
              }
            >
              <option value="true">the first and the last</option>
              <option value="template">one that stands for all</option>
              <option value="false">all</option>
            </select>
          </label>
        )}
      </fieldset>
      <img
        className="export-preview"
        alt="Preview of the picture"
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(preview)}`}
      />
      <p className="actions">
        {FORMATS.map(([format, title]) => (
          <button
            key={format}
            type="button"
            className={format === "svg" ? "button primary" : "button"}
            data-format={format}
            onClick={() => {
              close();
              void exportAs(format, options);
            }}
          >
            {title}
          </button>
        ))}
      </p>
      {scene !== undefined && <OtherFormats diagram={scene.diagram} close={close} />}
      <p className="faint">
        The SVG holds the model, the TikZ a link to it, and the JSON is the model: these can be
        opened again. DOT holds all steps and the lit path, without badges. JSON holds the model
        alone, nothing of what is lit.
      </p>
    </Dialog>
  );
}
