/** All equilibria that were found, with what each agent gets; the chosen one is what is shown. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import { short } from "../widgets/NodeBars.tsx";
import type { EquilibriumList } from "@cidery/core/tasks";
import { chooseEquilibrium, searchMixed, useNumbers } from "../worker/numbers.ts";

export function Equilibria({
  list,
  agents,
}: {
  readonly list: EquilibriumList;
  readonly agents: readonly string[];
}) {
  const { chosen, payoffs, headline, remarks } = list;
  const mixed = useNumbers((state) => state.mixed);
  const busy = useNumbers((state) => state.busy !== undefined);
  return (
    <section className="equilibria">
      <h3>Subgame-perfect equilibria</h3>
      <p className="faint">{headline.charAt(0).toUpperCase() + headline.slice(1)}.</p>
      <Stepper chosen={chosen} count={payoffs.length} />
      <PayoffTable list={list} agents={agents} />
      <LeftToChance list={list} />
      {(mixed || !list.complete) && (
        <label className="check">
          <input
            type="checkbox"
            checked={mixed}
            disabled={busy}
            onChange={({ target }) => searchMixed(target.checked)}
          />
          also mixed ones beside pure ones
        </label>
      )}
      {remarks.map((remark) => (
        <p key={remark} className="faint">
          {remark.charAt(0).toUpperCase() + remark.slice(1)}.
        </p>
      ))}
    </section>
  );
}

function Stepper({ chosen, count }: { readonly chosen: number; readonly count: number }) {
  const step = (by: number) => (): void => chooseEquilibrium((chosen + by + count) % count);
  return (
    <div className="stepper">
      <button
        type="button"
        className="button icon small"
        aria-label="Previous equilibrium"
        disabled={count < 2}
        onClick={step(-1)}
      >
        <ChevronLeft size={15} />
      </button>
      <span role="status">
        {chosen + 1} of {count}
      </span>
      <button
        type="button"
        className="button icon small"
        aria-label="Next equilibrium"
        disabled={count < 2}
        onClick={step(1)}
      >
        <ChevronRight size={15} />
      </button>
    </div>
  );
}

function PayoffTable({
  list: { chosen, payoffs, names, chances },
  agents,
}: {
  readonly list: EquilibriumList;
  readonly agents: readonly string[];
}) {
  // Marked at once; its policies and bars come a moment later.
  const asked = useNumbers((state) => state.equilibrium);
  const marked = asked < payoffs.length ? asked : chosen;
  return (
    <div className="equilibria-list">
      <table>
        <caption className="visually-hidden">Payoffs, before anything is observed or set</caption>
        <thead>
          <tr>
            <th scope="col">shown</th>
            {agents.map((agent) => (
              <th key={agent} scope="col" className="number">
                {agent}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {payoffs.map((values, index) => (
            <tr key={index} className={index === chosen ? "chosen" : ""}>
              <td>
                <label className="check">
                  <input
                    type="radio"
                    name="equilibrium"
                    checked={index === marked}
                    onChange={() => chooseEquilibrium(index)}
                  />
                  {index + 1}
                  {isMixed(chances[index]) && <small className="faint">mixed</small>}
                  <small className="equilibrium-name">{names[index]}</small>
                </label>
              </td>
              {values.map((value, agent) => (
                <td key={agents[agent]} className="number">
                  {short(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The chances that each mixed equilibrium plays with. */
function LeftToChance({ list: { chosen, chances } }: { readonly list: EquilibriumList }) {
  if (!chances.some(isMixed)) return null;
  return (
    // Scrolls, so the keyboard must reach it.
    <div className="chances" tabIndex={0} role="region" aria-label="What is left to chance">
      <dl>
        {chances.map(
          (own, index) =>
            isMixed(own) && (
              <div key={index} className={index === chosen ? "chosen" : ""}>
                <dt>{index + 1}</dt>
                {own.map((chance) => (
                  <dd key={chance}>{chance}</dd>
                ))}
              </div>
            ),
        )}
      </dl>
    </div>
  );
}

function isMixed(chances: readonly string[] | undefined): boolean {
  return chances !== undefined && chances.length > 0;
}
