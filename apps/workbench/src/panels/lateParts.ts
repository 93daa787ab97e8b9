/** What unfolds under a verdict and takes some working out: it comes when it is first asked for. */
import { lazyPart } from "../widgets/Boundary.tsx";

export const Repairs = lazyPart("The repairs", async () => {
  const { Repairs: part } = await import("./Repairs.tsx");
  return { default: part };
});

export const RestsOn = lazyPart("What it rests on", async () => {
  const { RestsOn: part } = await import("./RestsOn.tsx");
  return { default: part };
});

export const SettingsSearch = lazyPart("The search for numbers", async () => {
  const { SettingsSearch: part } = await import("./SettingsSearch.tsx");
  return { default: part };
});
