/** On a phone: diagram with answers, or the text. */
import { setUi, useUi } from "../state/ui.ts";

export function PhoneTabs() {
  const tab = useUi((state) => state.phoneTab);
  return (
    <nav className="phone-tabs" aria-label="Views">
      <div role="tablist" aria-label="Views">
        <button
          type="button"
          role="tab"
          aria-selected={tab === "diagram"}
          onClick={() => setUi({ phoneTab: "diagram" })}
        >
          Diagram and answers
        </button>
        <button
          type="button"
          role="tab"
          aria-selected={tab === "text"}
          onClick={() => setUi({ phoneTab: "text" })}
        >
          Text
        </button>
      </div>
    </nav>
  );
}
