/**
 * The switches of the mutants. Stryker writes into every changed file three functions that look up a test and
 * a mutant by name at every place they pass, also long after the first run has counted the places: in inner
 * loops that is most of the time. `plain` puts a comparison of numbers in their stead.
 */

/** What changed code reads. */
export const state = {
  /** The mutant that is switched on; -1: none. */
  active: -1,
  /** How many more places may be passed: how endless loops end, on a busy machine as on an idle one. */
  left: Number.POSITIVE_INFINITY,
  /** While it is counted: how often each mutant's place was passed, and how many were. */
  /** @type {Float64Array | undefined} */
  counts: undefined,
  passed: 0,
  /** Nothing is left, or it is counted. */
  none(...mutants) {
    if (state.counts === undefined) throw new Error("passed too many places");
    for (const mutant of mutants) state.counts[mutant]++;
    state.passed++;
    state.left = 0;
  },
};
globalThis.mutants = state;

const HELPERS = /function stryNS_9fa48\(\)[^]*?return isActive\(id\);\s*\}/u;
const ACTIVE = /stryMutAct_9fa48\("(\d+)"\)/gu;
const COVER = /stryCov_9fa48\(((?:"\d+"(?:,\s*)?)+)\)/gu;

/** The text of a changed file with switches that cost little, and the highest mutant in it. */
export function plain(text) {
  if (!text.includes("stryNS_9fa48")) return undefined;
  let highest = 0;
  const next = text
    .replace(HELPERS, "const stry = globalThis.mutants;")
    .replace(ACTIVE, (_, id) => {
      highest = Math.max(highest, Number(id));
      return `(stry.active === ${id})`;
    })
    .replace(COVER, (_, ids) => `(--stry.left < 0 && stry.none(${ids.replaceAll('"', "")}))`);
  if (next.includes("_9fa48"))
    throw new Error("Stryker's switches are written in a way unknown here");
  return { text: next, highest };
}

/** How often each place was passed since counting began or this was asked, as Stryker wants it, and all of them. */
export function passes() {
  const perMutant = {};
  for (const [mutant, times] of state.counts.entries()) if (times > 0) perMutant[mutant] = times;
  const { passed } = state;
  state.counts.fill(0);
  state.passed = 0;
  return { perMutant, passed };
}
