/** What is written in nodes and legends, in TeX. */
import type { NodeLabel } from "./nodeLabel.ts";
import { latex } from "./escapeText.ts";

const GREEK: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "varepsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  ι: "iota",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  ν: "nu",
  ξ: "xi",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  τ: "tau",
  υ: "upsilon",
  φ: "varphi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
  Γ: "Gamma",
  Δ: "Delta",
  Θ: "Theta",
  Λ: "Lambda",
  Ξ: "Xi",
  Π: "Pi",
  Σ: "Sigma",
  Υ: "Upsilon",
  Φ: "Phi",
  Ψ: "Psi",
  Ω: "Omega",
};
/** Capitals that look like Latin ones have no command of their own. */
const LATIN_TWINS = "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO οo ΡP ΤT ΧX";

/** A node's label: a symbol in math, words in lines. */
export function labelTex(label: NodeLabel): string {
  const subscript = label.subscript === "" ? "" : `_{${mathText(label.subscript)}}`;
  const superscript = label.superscript === "" ? "" : `^{${mathText(label.superscript)}}`;
  if (label.symbol) {
    const [whole = ""] = label.lines;
    const base = whole.replaceAll("′", "");
    const primes = "'".repeat(whole.length - base.length);
    // A prime is a superscript: where there is another one, they share a place.
    const raised =
      superscript === ""
        ? primes
        : `^{${"\\prime ".repeat(primes.length)}${mathText(label.superscript)}}`;
    return `$${mathText(base)}${subscript}${raised}$`;
  }
  const scripts = subscript + superscript === "" ? "" : `$${subscript}${superscript}$`;
  return label.lines.map((line) => textWithGreek(line)).join("\\\\") + scripts;
}

/** Letters in math: one stands as it is, several are one word. */
function mathText(text: string): string {
  const characters = Array.from(text);
  const [first = ""] = characters;
  const greek = greekCommand(first);
  if (characters.length === 1 && greek !== undefined) return greek;
  if (/^[A-Za-z]$/u.test(text) || /^[\d,]+$/u.test(text)) return text;
  return `\\mathit{${characters.map((character) => greekCommand(character) ?? (character === "′" ? "'" : latex(character))).join("")}}`;
}

/** Words, with Greek letters in math. */
export function textWithGreek(text: string): string {
  return Array.from(text)
    .map((character) => {
      if (character === "′") return "$'$";
      const greek = greekCommand(character);
      return greek === undefined ? latex(character) : `$${greek}$`;
    })
    .join("");
}

function greekCommand(character: string): string | undefined {
  const name = GREEK[character];
  if (name !== undefined) return `\\${name} `.trimEnd();
  return LATIN_TWINS.split(" ").find((twin) => twin[0] === character)?.[1];
}
