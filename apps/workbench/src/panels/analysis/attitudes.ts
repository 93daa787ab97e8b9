/** The judges of risk there are, what is asked of each, and what is suggested. */
import type { RiskAttitude, RiskProfile } from "@cidery/core/solve";

export type AttitudeKind = RiskAttitude["kind"];

interface AttitudeWords {
  readonly title: string;
  /** Of the number it has. */
  readonly label: string;
  readonly refusal: string;
  /** A number to begin with. */
  readonly suggested: (profile: RiskProfile) => number;
}

/** Two digits, so that it can be read and changed. */
function round(value: number): number {
  return Number(value.toPrecision(2));
}

export const ATTITUDES: Readonly<Record<AttitudeKind, AttitudeWords>> = {
  exponential: {
    title: "exponential utility",
    label: "risk tolerance",
    refusal: "A risk tolerance is a number above 0.",
    suggested: ({ deviation }) => (deviation > 0 ? round(deviation) : 1),
  },
  logarithmic: {
    title: "logarithmic utility",
    label: "wealth",
    refusal: "A wealth is a number.",
    suggested: ({ outcomes }) => {
      const worst = outcomes[0]?.value ?? 0;
      const spread = (outcomes.at(-1)?.value ?? 0) - worst;
      return round(Math.max(0, -worst) + Math.max(1, spread));
    },
  },
  cvar: {
    title: "mean of the worst part (CVaR)",
    label: "share of the worst",
    refusal: "A share is a number above 0 and at most 1, as 0.1.",
    suggested: () => 0.1,
  },
};

/** Undefined where the number cannot be. */
export function attitudeOf(kind: AttitudeKind, text: string): RiskAttitude | undefined {
  const amount = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(amount)) return undefined;
  if (kind === "exponential") return amount > 0 ? { kind, tolerance: amount } : undefined;
  if (kind === "logarithmic") return { kind, wealth: amount };
  return amount > 0 && amount <= 1 ? { kind, share: amount } : undefined;
}
