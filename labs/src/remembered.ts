/** What was worked out last, kept for whoever asks again: claims and their controls share most of their work. */

/** @param most how many are kept, the ones asked for last */
export function remembered<T>(most: number): (key: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (key, make) => {
    const value = known.get(key) ?? make();
    known.delete(key);
    known.set(key, value);
    for (const old of known.keys()) {
      if (known.size <= most) break;
      known.delete(old);
    }
    return value;
  };
}
