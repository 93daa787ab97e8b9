/** The foot of a dialog about an edit: the change of the text, or why there is none, and the buttons. */
import type { TextAfter } from "@cidery/core/session";
import { Difference } from "./Difference.tsx";

export function EditPreview({
  before,
  after,
  close,
}: {
  readonly before: string;
  readonly after: TextAfter;
  readonly close: () => void;
}) {
  return (
    <>
      {after.ok ? (
        <Difference before={before} after={after.text} />
      ) : (
        <p className="note bad" role="alert">
          This way it cannot be done: {after.reason}.
        </p>
      )}
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="submit" className="button primary" disabled={!after.ok}>
          Do it
        </button>
      </div>
    </>
  );
}
