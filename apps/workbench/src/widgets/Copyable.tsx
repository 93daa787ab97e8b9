/** A line of text to be taken elsewhere, with a button that copies it. */
import { Check, Copy } from "lucide-react";
import { useState } from "react";

export function Copyable({ label, text }: { readonly label: string; readonly text: string }) {
  const [copied, setCopied] = useState("");
  return (
    <label className="copyable">
      <span>{label}</span>
      <span className="row">
        <input className="field" readOnly value={text} onFocus={(event) => event.target.select()} />
        <button
          type="button"
          className="button"
          onClick={() => void copy(text).then((done) => setCopied(done ? text : ""))}
        >
          {copied === text ? <Check size={15} /> : <Copy size={15} />}
          {copied === text ? "Copied" : "Copy"}
        </button>
      </span>
    </label>
  );
}

/** Whether the browser let it; some have no clipboard on pages without https. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
