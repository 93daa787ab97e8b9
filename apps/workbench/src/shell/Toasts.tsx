/** Short messages at the bottom, and the live region that says them to screen readers. */
import { X } from "lucide-react";
import { dismissToast, useUi } from "../state/ui.ts";

export function Toasts() {
  const toasts = useUi((state) => state.toasts);
  const spoken = useUi((state) => state.spoken);
  return (
    <>
      <p className="visually-hidden" role="status" aria-live="polite">
        {spoken}
      </p>
      <div className="toasts">
        {toasts.map(({ id, message, tone, action }) => (
          <div key={id} className={`toast ${tone}`}>
            <p>{message}</p>
            {action !== undefined && (
              <button
                type="button"
                onClick={() => {
                  action.run();
                  dismissToast(id);
                }}
              >
                {action.title}
              </button>
            )}
            <button
              type="button"
              className="close"
              aria-label="Dismiss"
              onClick={() => dismissToast(id)}
            >
              <X size={14} />
            </button>
          </div>
        ))}
      </div>
    </>
  );
}
