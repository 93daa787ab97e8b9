/**
 * Key combinations as text: `Mod+K`, `Shift+1`, `Alt+ArrowUp`, `?`. One place reads them, shows
 * them and compares them with what a keyboard sends.
 */

/** The part of a keyboard event that matters. */
export interface KeyPress {
  readonly key: string;
  /** The physical key, such as `KeyF` or `Digit1`. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether the press is the combination. */
export function matchesKey(press: KeyPress, combination: string, isMac: boolean): boolean {
  const { key, mod, alt, shift } = partsOf(combination);
  if ((isMac ? press.metaKey : press.ctrlKey) !== mod) return false;
  if ((isMac ? press.ctrlKey : press.metaKey) || press.altKey !== alt) return false;
  // A sign such as ? needs Shift on some keyboards and not on others.
  if (/^[^\p{L}\p{N}\s]$/u.test(key) && press.key === key) return true;
  if (press.shiftKey !== shift) return false;
  if (key.length > 1) return press.key === key;
  if (/^\d$/u.test(key)) return press.code === `Digit${key}` || press.key === key;
  // With Alt, a Mac types another letter: the physical key decides.
  if (/^[a-z]$/iu.test(key)) {
    const typed = press.key.toLowerCase();
    return /^[a-z]$/u.test(typed)
      ? typed === key.toLowerCase()
      : press.code === `Key${key.toUpperCase()}`;
  }
  return press.key === key;
}

/** The combination as a reader knows it: ⌘⇧Z on a Mac, Ctrl+Shift+Z elsewhere, in parts. */
export function showKeys(combination: string, isMac: boolean): string[] {
  const { key, mod, alt, shift } = partsOf(combination);
  const name = KEY_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  const names = isMac ? ["⌘", "⌥", "⇧"] : ["Ctrl", "Alt", "Shift"];
  return [mod && names[0], alt && names[1], shift && names[2], name].filter(
    (part): part is string => typeof part === "string",
  );
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  " ": "Space",
};

function partsOf(combination: string): {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
} {
  // The last sign may be the plus key itself.
  const parts = combination.split(/\+(?=.)/u);
  const key = parts.at(-1) ?? "";
  const has = (name: string): boolean => parts.slice(0, -1).includes(name);
  return { key, mod: has("Mod"), alt: has("Alt"), shift: has("Shift") };
}
