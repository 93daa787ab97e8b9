/**
 * Focus that is given in a later frame, once what it goes to is drawn. On a busy machine that
 * frame comes late: whoever has begun to type in another field by then keeps the focus there.
 */
export function focusLater(give: () => boolean, frames = 1): void {
  const before = document.activeElement;
  const again = (left: number): void => {
    const now = document.activeElement;
    if (now !== before && now?.matches(FIELD)) return;
    if (!give() && left > 1) requestAnimationFrame(() => again(left - 1));
  };
  requestAnimationFrame(() => again(frames));
}

const FIELD = "input, textarea, select, [contenteditable]";
