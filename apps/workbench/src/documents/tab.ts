/**
 * Which tab this is: the same after a reload, another for a copy of the tab. Who else is alive is
 * told by locks, which the browser lets go of when a tab ends, however it ends.
 */
const KEY = "cidery-tab";
const LOCK = "cidery-tab ";

let own: string | undefined;

export function tabId(): string {
  own ??= sessionGet(KEY) ?? newId();
  sessionSet(KEY, own);
  return own;
}

/** Says that this tab lives; takes another name when a copied tab has its name already. */
export async function claimTab(): Promise<void> {
  if (!("locks" in navigator)) return;
  if ((await livingTabs()).has(tabId())) {
    // A reload may be faster than the page before it ends: only a copy keeps the name for long.
    await new Promise((resolve) => setTimeout(resolve, 120));
    if ((await livingTabs()).has(tabId())) {
      own = newId();
      sessionSet(KEY, own);
    }
  }
  void navigator.locks
    .request(LOCK + tabId(), () => new Promise<void>(() => undefined))
    .catch(() => undefined);
}

/** The tabs that are open; empty where the browser does not tell. */
export async function livingTabs(): Promise<ReadonlySet<string>> {
  if (!("locks" in navigator)) return new Set();
  try {
    const { held = [] } = await navigator.locks.query();
    return new Set(
      held.flatMap(({ name = "" }) => (name.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])),
    );
  } catch {
    return new Set();
  }
}

export function newId(): string {
  return crypto.randomUUID?.() ?? String(Math.floor(performance.now() * 1e6) + Date.now());
}

export function sessionGet(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function sessionSet(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Storage may be switched off; a reload then shows the address's document.
  }
}
