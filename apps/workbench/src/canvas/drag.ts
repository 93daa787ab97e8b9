/** A drag that is under way: Escape takes it back, and what is dropped afterwards is not kept. */
let state: "none" | "dragging" | "cancelled" = "none";
let takeBack: () => void = () => undefined;

/** @param restore shows everything again where it was */
export function dragStarts(restore: () => void): void {
  state = "dragging";
  takeBack = restore;
}

/** Returns whether there was a drag to take back. */
export function cancelDrag(): boolean {
  if (state !== "dragging") return false;
  state = "cancelled";
  takeBack();
  return true;
}

export function dragGoesOn(): boolean {
  return state === "dragging";
}

export function dragIsCancelled(): boolean {
  return state === "cancelled";
}

/** Returns whether what was dragged counts. */
export function dragEnds(): boolean {
  const counts = state !== "cancelled";
  state = "none";
  return counts;
}
