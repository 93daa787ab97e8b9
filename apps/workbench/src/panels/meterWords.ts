/** A reading of the incentive meter in words, where the graph admits the incentive. */
import type { MeterReading } from "../worker/messages.ts";

/** Units of utility below which the meter reads 0; the default threshold of `searchSettings`. */
const NOTHING = 1e-6;

export function isWanted({ value, bounds }: MeterReading): boolean {
  return (bounds?.[0] ?? value) > NOTHING;
}

export function meterWords(reading: MeterReading): string {
  const { value, bounds } = reading;
  if (isWanted(reading)) return "wanted";
  if ((bounds?.[1] ?? value) < -NOTHING) return "a burden at these settings";
  if (bounds !== undefined && bounds[1] > NOTHING) return "possible, not known exactly";
  return "possible, not at these settings";
}
