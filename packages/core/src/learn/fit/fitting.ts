/** What fitted models share: the shapes of their examples, and softmax with its loss. */

/** How many columns a matrix has. @throws RangeError unless its rows are full and finite */
export function columnsOf(matrix: Float64Array, rows: number): number {
  if (rows === 0 || matrix.length % rows !== 0) {
    throw new RangeError(`${matrix.length} numbers do not make ${rows} rows`);
  }
  const bad = matrix.find((x) => !Number.isFinite(x));
  if (bad !== undefined) throw new RangeError(`features must be finite; one is ${bad}`);
  return matrix.length / rows;
}

export function checkClasses(classes: ArrayLike<number>, classCount: number): void {
  for (let n = 0; n < classes.length; n++) {
    const one = classes[n] as number;
    if (!(Number.isInteger(one) && one >= 0 && one < classCount)) {
      throw new RangeError(`the class of example ${n} is ${one}, not one of 0…${classCount - 1}`);
    }
  }
}

/**
 * Turns scores into probabilities in place.
 * @returns the cross-entropy when `right` is the class that was seen
 */
export function softmaxInto(scores: Float64Array, right: number): number {
  const highest = scores.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
  const ahead = highest - (scores[right] as number);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    const weight = Math.exp((scores[k] as number) - highest);
    scores[k] = weight;
    sum += weight;
  }
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) / sum;
  return Math.log(sum) + ahead;
}
