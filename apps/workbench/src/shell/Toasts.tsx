/** Short messages at the bottom, and the live region that says them to screen readers. */
import { X } from "lucide-react";
import { useEffect } from "react";
import { useDocumentPart } from "../state/document.ts";
import { dismissToast, type Toast, toastSeconds, useUi } from "../state/ui.ts";

export function Toasts() {
  const toasts = useUi((state) => state.toasts);
  const spoken = useUi((state) => state.spoken);
  return (
    <>
      <p className="visually-hidden" role="status" aria-live="polite">
        {spoken}
      </p>
      <div className="toasts">
        {toasts.map((toast) => (
          <Message key={toast.id} toast={toast} />
        ))}
      </div>
    </>
  );
}

/** Milliseconds; a page that stands still for longer counts as having shown a message for one of them. */
const TICK = 100;

function Message({ toast }: { readonly toast: Toast }) {
  const { id, message, tone, action } = toast;
  const isOver = useDocumentPart(() => action?.isOver?.() === true);
  useEffect(() => {
    let left = (1000 * toastSeconds(toast)) / TICK;
    const timer = setInterval(() => --left <= 0 && dismissToast(toast.id), TICK);
    return () => clearInterval(timer);
  }, [toast]);
  return (
    <div className={`toast ${tone}`}>
      <p>{message}</p>
      {action !== undefined && !isOver && (
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
      <button type="button" className="close" aria-label="Dismiss" onClick={() => dismissToast(id)}>
        <X size={14} />
      </button>
    </div>
  );
}
