/**
 * The interaction graph of a network: variables are joined when a factor holds both. Rows of
 * adjacency are bit sets, because elimination asks for set differences of neighbourhoods all the
 * time. Vertices are numbered 0 … n−1 here; `variables` says which variable each one is.
 */

export interface InteractionGraph {
  readonly variables: readonly number[];
  /** Number of values of each vertex. */
  readonly sizes: Float64Array;
  /** 32-bit words per row. */
  readonly words: number;
  /** Row-major bit matrix; the diagonal is zero. */
  readonly rows: Uint32Array;
}

/** The graph over every variable that occurs in a scope. */
export function interactionGraph(
  sizes: readonly number[],
  scopes: readonly (readonly number[])[],
): InteractionGraph {
  const variables = [...new Set(scopes.flat())].sort((a, b) => a - b);
  const vertexOf = new Map(variables.map((variable, vertex) => [variable, vertex]));
  const words = Math.max(1, Math.ceil(variables.length / 32));
  const rows = new Uint32Array(variables.length * words);
  const mask = new Uint32Array(words);
  for (const scope of scopes) {
    const vertices = scope.map((variable) => vertexOf.get(variable) as number);
    mask.fill(0);
    for (const v of vertices) setBit(mask, 0, v);
    for (const v of vertices) {
      const row = v * words;
      for (let w = 0; w < words; w++) {
        rows[row + w] = ((rows[row + w] as number) | (mask[w] as number)) >>> 0;
      }
    }
  }
  for (let v = 0; v < variables.length; v++) clearBit(rows, v * words, v);
  return {
    variables,
    sizes: Float64Array.from(variables, (variable) => sizes[variable] as number),
    words,
    rows,
  };
}

/** The subgraph on some vertices, renumbered in the given order. */
export function inducedGraph(
  graph: InteractionGraph,
  rows: Uint32Array,
  vertices: readonly number[],
): InteractionGraph {
  const words = Math.max(1, Math.ceil(vertices.length / 32));
  const result = new Uint32Array(vertices.length * words);
  for (const [i, v] of vertices.entries()) {
    for (const [j, u] of vertices.entries()) {
      if (hasBit(rows, v * graph.words, u)) setBit(result, i * words, j);
    }
  }
  return {
    variables: vertices.map((v) => graph.variables[v] as number),
    sizes: Float64Array.from(vertices, (v) => graph.sizes[v] as number),
    words,
    rows: result,
  };
}

export function setBit(bits: Uint32Array, row: number, i: number): void {
  const at = row + (i >>> 5);
  bits[at] = ((bits[at] as number) | (1 << (i & 31))) >>> 0;
}

export function clearBit(bits: Uint32Array, row: number, i: number): void {
  const at = row + (i >>> 5);
  bits[at] = ((bits[at] as number) & ~(1 << (i & 31))) >>> 0;
}

export function hasBit(bits: Uint32Array, row: number, i: number): boolean {
  return (((bits[row + (i >>> 5)] as number) >>> (i & 31)) & 1) === 1;
}

export function countBits(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Appends the vertices of a row to `into` from position 0 and returns how many there are. */
export function listBits(bits: Uint32Array, row: number, words: number, into: Int32Array): number {
  let count = 0;
  for (let w = 0; w < words; w++) {
    let word = bits[row + w] as number;
    while (word !== 0) {
      const low = word & -word;
      into[count++] = (w << 5) + 31 - Math.clz32(low);
      word = (word ^ low) >>> 0;
    }
  }
  return count;
}
