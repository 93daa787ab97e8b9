/** A link that is the file, a frame for other pages, TikZ for papers. */
import { useMemo, useState } from "react";
import { Copyable } from "../widgets/Copyable.tsx";
import { Dialog } from "../widgets/Dialog.tsx";
import { baseAddress, chooseBase, chosenBase, isLocal } from "./base.ts";
import { tikzText } from "./exports.ts";
import { COMFORTABLE_LENGTH, shareAddress } from "./link.ts";

export default function ShareDialog({ close }: { readonly close: () => void }) {
  const [base, setBase] = useState(baseAddress);
  const address = useMemo(() => shareAddress(), [base]);
  const frame = useMemo(
    () =>
      `<iframe src="${shareAddress("?embed")}" title="Causal influence diagram" width="720" height="440" style="border:1px solid #ccc" loading="lazy"></iframe>`,
    [base],
  );
  const tikz = useMemo(tikzText, [base]);
  return (
    <Dialog title="Share" close={close}>
      <p>
        This address <em>is</em> your file: it holds the whole model, where its nodes are, what is
        observed and pinned, the open tab and the engine version ({__ENGINE__}), and no server ever
        sees it. Whoever opens it gets a copy of their own.
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
      <Base base={base} changed={() => setBase(baseAddress())} />
    </Dialog>
  );
}

/** Where links lead, and a word when nobody else can open them. */
function Base({ base, changed }: { readonly base: string; readonly changed: () => void }) {
  const [written, setWritten] = useState(chosenBase);
  const [wrong, setWrong] = useState(false);
  const local = isLocal(base);
  return (
    <>
      {local && (
        <p className="note" role="status">
          Links, frames and TikZ lead to <code>{new URL(base).host || "a file"}</code>, which only
          this computer can open. Put the built workbench on any host (it is a folder of files) and
          write its address here.
        </p>
      )}
      <label className="copyable">
        <span>Address of the workbench that links lead to</span>
        <input
          className="field"
          type="url"
          placeholder={base}
          value={written}
          aria-invalid={wrong}
          onChange={({ target }) => {
            setWritten(target.value);
            setWrong(!chooseBase(target.value));
            changed();
          }}
        />
      </label>
      {wrong && <p className="note">An address begins with https:// or http://</p>}
    </>
  );
}
