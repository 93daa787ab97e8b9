/** A dialog with a title and a way out; focus stays inside and goes back afterwards. */
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useFocusBack } from "./focusBack.ts";

export function Dialog({
  title,
  close,
  children,
  className = "",
  describedBy,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
  readonly className?: string;
  readonly describedBy?: string;
}) {
  const onCloseAutoFocus = useFocusBack();
  return (
    <Radix.Root open onOpenChange={(open) => !open && close()}>
      <Radix.Portal>
        <Radix.Overlay className="veil" />
        <Radix.Content
          className={`dialog ${className}`}
          aria-describedby={describedBy}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <header>
            <Radix.Title asChild>
              <h2>{title}</h2>
            </Radix.Title>
            <Radix.Close className="button icon quiet" aria-label="Close">
              <X size={17} />
            </Radix.Close>
          </header>
          <div className="body" tabIndex={0}>
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
