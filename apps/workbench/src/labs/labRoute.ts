/**
 * Labs in the page's address: opening one is a step in the browser's history, so that its back
 * button returns to the model. The lab itself is loaded late; only this file comes first.
 */
import { shareAddress } from "../documents/link.ts";
import { setUi, useUi } from "../state/ui.ts";
import { labOfAddress } from "../state/labLink.ts";

/** Opens a lab as it was left, or as it is at first. */
export function openLab(id: string): void {
  history.pushState({ lab: depth() + 1 }, "", `#lab/${id}`);
  setUi({ lab: { id, fragment: "" }, screen: undefined });
}

/** Back to the model: as many steps as were taken since, or the model's own address. */
export function closeLab(): void {
  const steps = depth();
  if (steps > 0) {
    history.go(-steps);
    return;
  }
  history.replaceState(null, "", shareAddress(location.search));
  setUi({ lab: undefined });
}

/** Follows the address from now on; returns the function that stops. */
export function listenForLabs(): () => void {
  let known: string | undefined;
  const follow = (): void => {
    const id = labOfAddress(location.hash);
    const open = useUi.getState().lab;
    if (location.hash === known && (id === undefined) === (open === undefined)) return;
    known = location.hash;
    if (id !== undefined) setUi({ lab: { id, fragment: location.hash }, screen: undefined });
    else if (open !== undefined) setUi({ lab: undefined });
  };
  follow();
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
  return () => {
    window.removeEventListener("popstate", follow);
    window.removeEventListener("hashchange", follow);
  };
}

function depth(): number {
  const state: unknown = history.state;
  const steps = typeof state === "object" && state !== null && "lab" in state ? state.lab : 0;
  return typeof steps === "number" ? steps : 0;
}
