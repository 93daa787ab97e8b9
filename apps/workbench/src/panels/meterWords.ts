/** A reading of the incentive meter in words, where the graph admits the incentive. */
import type { ShownMeter as MeterReading } from "@cidery/core/tasks";

export function isWanted({ value, bounds }: MeterReading): boolean {
  return (bounds?.[0] ?? value) > 0;
}

export function meterWords(reading: MeterReading): string {
  const { value, bounds } = reading;
  if (isWanted(reading)) return "wanted";
  if ((bounds?.[1] ?? value) < 0) return "a burden at these settings";
  if (bounds !== undefined && bounds[1] > 0) return "possible, not known exactly";
  return "possible, not at these settings";
}
