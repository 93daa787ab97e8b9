/** A movable border between panes: by pointer, or by arrow keys when it has the focus. */
import { useRef, useState } from "react";

export function Splitter({
  pane,
  label,
}: {
  readonly pane: "text" | "answers";
  readonly label: string;
}) {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | undefined>(undefined);

  function resize(to: number): void {
    const wide = Math.max(220, Math.min(to, window.innerWidth * 0.6));
    setWidth(wide);
    document.documentElement.style.setProperty(`--${pane}-width`, `${wide}px`);
  }

  function current(): number {
    return document.querySelector(`.pane.${pane}`)?.getBoundingClientRect().width ?? 360;
  }

  return (
    <div
      ref={element}
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(width ?? 360)}
      aria-valuemin={220}
      aria-valuemax={1200}
      tabIndex={0}
      onPointerDown={(event) => {
        const start = event.clientX;
        const before = current();
        const target = event.currentTarget;
        target.setPointerCapture(event.pointerId);
        const move = (next: PointerEvent): void => {
          const shift = next.clientX - start;
          resize(before + (pane === "text" ? shift : -shift));
        };
        const end = (): void => {
          target.removeEventListener("pointermove", move);
          target.removeEventListener("pointerup", end);
        };
        target.addEventListener("pointermove", move);
        target.addEventListener("pointerup", end);
      }}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        event.preventDefault();
        const sign = (event.key === "ArrowRight") === (pane === "text") ? 1 : -1;
        resize(current() + sign * 24);
      }}
    />
  );
}
