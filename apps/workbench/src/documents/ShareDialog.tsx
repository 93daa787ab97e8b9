/** A link that is the file, a frame for other pages, TikZ for papers. */
import { Check, Copy } from "lucide-react";
import { useMemo, useState } from "react";
import { Dialog } from "../widgets/Dialog.tsx";
import { tikzText } from "./exports.ts";
import { COMFORTABLE_LENGTH, shareAddress } from "./link.ts";

export default function ShareDialog({ close }: { readonly close: () => void }) {
  const address = useMemo(() => shareAddress(), []);
  const frame = useMemo(
    () =>
      `<iframe src="${shareAddress("?embed")}" title="Causal influence diagram" width="720" height="440" style="border:1px solid #ccc" loading="lazy"></iframe>`,
    [],
  );
  const tikz = useMemo(tikzText, []);
  return (
    <Dialog title="Share" close={close}>
      <p>
        This address <em>is</em> your file: it holds the whole model, the view and the engine
        version ({__ENGINE__}), and no server ever sees it. Whoever opens it gets a copy of their
        own.
      </p>
      <Copyable label="Link" text={address} />
      {address.length > COMFORTABLE_LENGTH && (
        <p className="note">
          The link has {address.length.toLocaleString("en")} characters; some programs cut long ones
          off. A damaged link is recognised, never shown as another model. Saving a file is safer
          here.
        </p>
      )}
      <Copyable label="Frame for a web page (read only, with a way to remix)" text={frame} />
      {tikz !== undefined && <Copyable label="TikZ for a paper, with a link back" text={tikz} />}
    </Dialog>
  );
}

function Copyable({ label, text }: { readonly label: string; readonly text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <label className="copyable">
      <span>{label}</span>
      <span className="row">
        <input className="field" readOnly value={text} onFocus={(event) => event.target.select()} />
        <button
          type="button"
          className="button"
          onClick={() => {
            void navigator.clipboard
              .writeText(text)
              .then(() => setCopied(true))
              .catch(() => setCopied(false));
          }}
        >
          {copied ? <Check size={15} /> : <Copy size={15} />}
          {copied ? "Copied" : "Copy"}
        </button>
      </span>
    </label>
  );
}
