/**
 * Beliefs under a node, one bar per value; a click observes the value, with Alt it is forced. A
 * decision shows the probabilities of its policy, a utility its expectation.
 */
import { amountText, numberText, percentText } from "@cidery/core/text";
import { showValue, type Value } from "@cidery/core";
import { toggleEvidence } from "../worker/numbers.ts";

export interface NodeNumbers {
  readonly values: readonly { readonly value: Value; readonly probability: number }[];
  readonly expectation: number | undefined;
  readonly observed: Value | undefined;
  readonly forced: Value | undefined;
  readonly stale: boolean;
}

const MOST_BARS = 5;

export function NodeBars({
  name,
  numbers,
  of,
}: {
  readonly name: string;
  readonly numbers: NodeNumbers;
  /** Whose numbers they are, where the node stands for others too. */
  readonly of?: string | undefined;
}) {
  const { values, expectation, observed, forced, stale } = numbers;
  const shown = shownBars(numbers);
  const hidden = values.length - shown.length;
  return (
    <div
      className={stale ? "bars nodrag stale" : "bars nodrag"}
      title={stale ? "from before the last change" : undefined}
    >
      {of !== undefined && <span className="bar-more">{of}</span>}
      {shown.map(({ value, probability }) => {
        const text = showValue(value);
        const isObserved = observed !== undefined && showValue(observed) === text;
        const isForced = forced !== undefined && showValue(forced) === text;
        return (
          <button
            key={text}
            type="button"
            tabIndex={-1}
            className={isForced ? "bar forced" : isObserved ? "bar observed" : "bar"}
            aria-pressed={isObserved || isForced}
            title={`${name} = ${text}: ${numberText(probability)}\nclick: observe · Alt-click: force`}
            onClick={(event) => {
              event.stopPropagation();
              toggleEvidence(name, value, event.altKey);
            }}
          >
            <span className="visually-hidden">{`${name} = `}</span>
            <span className="bar-name">{text}</span>
            <span className="bar-track">
              <span style={{ width: `${probability * 100}%` }} />
            </span>
            <span className="bar-number">{percent(probability)}</span>
          </button>
        );
      })}
      {hidden > 0 && <span className="bar-more">{`and ${hidden} more values`}</span>}
      {expectation !== undefined && (
        <span className="expectation">{`E = ${short(expectation)}`}</span>
      )}
    </div>
  );
}

/** The values that have a bar. */
export function shownBars({ values }: NodeNumbers): NodeNumbers["values"] {
  return values.length <= MOST_BARS ? values : values.slice(0, MOST_BARS - 1);
}

/** Per cent with one decimal; what is tiny but possible is not 0, what is almost certain not 100. */
export function percent(probability: number): string {
  return percentText(probability, "");
}

export function short(value: number): string {
  return amountText(value, { digits: 4, full: 7 });
}
