/**
 * Where links, frames and TikZ lead: the address of a workbench that others can reach. One setting, of
 * whoever builds (CIDERY_BASE) or of whoever shares; without it, the address of this page.
 */
const KEY = "cidery-base-address";

/** The address that links begin with. */
export function baseAddress(): string {
  return chosenBase() || __BASE__ || `${location.origin}${location.pathname}`;
}

/** What somebody wrote in the dialog; empty when nothing. */
export function chosenBase(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** Keeps an address; an empty one forgets it. Returns false when it is not an address. */
export function chooseBase(address: string): boolean {
  const written = address.trim();
  if (written !== "" && webAddress(written) === undefined) return false;
  try {
    if (written === "") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, (webAddress(written) as URL).href.replace(/[?#].*$/u, ""));
  } catch {
    // Storage may be switched off: the address of the page stays.
  }
  return true;
}

function webAddress(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Whether only this computer can open what begins so. */
export function isLocal(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return (
    protocol === "file:" ||
    /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/u.test(hostname)
  );
}
