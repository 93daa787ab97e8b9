/** On a canvas without nodes: how to draw the first ones. */
import { setUi } from "../state/ui.ts";
import { COARSE } from "./coarse.ts";

export function EmptyNote() {
  return (
    <div className="empty-note">
      {COARSE ? (
        <p>An empty canvas. Double-tap here, or touch a shape below, for the first node.</p>
      ) : (
        <>
          <p>
            An empty canvas. Double-click here, or press <kbd>N</kbd>, for the first node.
          </p>
          <p>
            <kbd>D</kbd> makes it a decision, <kbd>U</kbd> a utility; drag from its rim to another
            node for an arrow.
          </p>
        </>
      )}
      <button
        type="button"
        className="link-button"
        onClick={() => setUi({ screen: "help", helpPage: "tutorial" })}
      >
        Tutorial
      </button>
    </div>
  );
}
