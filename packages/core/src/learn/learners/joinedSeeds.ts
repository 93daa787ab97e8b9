/** What reports that share the seeds of one training say together. */

interface SharedReport<Seed, Cut> {
  readonly seeds: readonly Seed[];
  readonly cutShort?: Cut | undefined;
}

/** All seeds in their order, and the first that was cut short. */
export function joinedSeeds<Seed extends { readonly seed: number }, Cut>(
  reports: readonly SharedReport<Seed, Cut>[],
): { readonly seeds: readonly Seed[]; readonly cutShort: Cut | undefined } {
  return {
    seeds: reports.flatMap(({ seeds }) => seeds).sort((a, b) => a.seed - b.seed),
    cutShort: reports.find(({ cutShort }) => cutShort !== undefined)?.cutShort,
  };
}
