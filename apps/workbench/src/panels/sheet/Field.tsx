/**
 * A field of the sheet: what is typed is done on Enter or on leaving it, Escape takes it back. Undo in an
 * untouched field is the document's.
 */
import { useRef, useState } from "react";
import { session } from "../../state/document.ts";

interface FieldProps {
  readonly value: string;
  /** Whether it was done; what was not stays to be mended. */
  readonly commit: (value: string) => boolean;
  readonly label: string;
  readonly className?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  /** Lines of a longer text, where Enter begins the next; Ctrl+Enter does it. */
  readonly lines?: number;
  readonly inputMode?: "decimal" | "text";
  readonly spellCheck?: boolean;
}

export function Field(props: FieldProps) {
  const { value, label, className = "", placeholder, disabled, lines, inputMode } = props;
  const { draft, common } = useDraft(props);
  const shown = {
    ...common,
    value: draft ?? value,
    disabled,
    placeholder,
    "aria-label": label,
    spellCheck: props.spellCheck ?? false,
    className: `field ${className}`,
  };
  return lines === undefined ? (
    <input {...shown} inputMode={inputMode} autoComplete="off" />
  ) : (
    <textarea {...shown} rows={lines} />
  );
}

type Written = HTMLInputElement | HTMLTextAreaElement;

function useDraft({ value, commit, lines }: FieldProps) {
  const [draft, setDraft] = useState<string>();
  const escaped = useRef(false);
  const finish = (): void => {
    if (draft === undefined || escaped.current) return;
    if (draft === value || commit(draft)) setDraft(undefined);
  };
  const common = {
    onFocus: ({ currentTarget }: React.FocusEvent<Written>) => {
      escaped.current = false;
      if (lines === undefined) currentTarget.select();
    },
    onChange: ({ currentTarget }: React.ChangeEvent<Written>) => setDraft(currentTarget.value),
    onBlur: finish,
    onKeyDown: (event: React.KeyboardEvent<Written>) => {
      const isMod = event.ctrlKey || event.metaKey;
      if (event.key === "Enter" && (lines === undefined || isMod)) {
        event.preventDefault();
        finish();
      }
      if (event.key === "Escape" && draft !== undefined) {
        event.stopPropagation();
        setDraft(undefined);
      }
      if (isMod && event.key.toLowerCase() === "z" && draft === undefined) {
        event.preventDefault();
        if (event.shiftKey) session.redo();
        else session.undo();
      }
    },
  };
  return { draft, common };
}
