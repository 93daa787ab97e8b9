/** What the other agents do where a number is one agent's: the choice, and the sentence beside numbers. */
import type { InfluenceDiagram } from "@cidery/core";
import type { NamedOthers } from "@cidery/core/tasks";
import { actingAgents } from "@cidery/core/tasks";
import type { OthersChoice } from "@cidery/core/tasks";
import { chooseOthers, useNumbers } from "../worker/numbers.ts";

const CHOICES: readonly { readonly choice: OthersChoice; readonly title: string }[] = [
  { choice: "uniform", title: "choose uniformly" },
  { choice: "best-reply", title: "reply best to uniform play" },
  { choice: "shown", title: "keep to the policies shown" },
];

/** Nothing where one agent decides. */
export function OthersSelect({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const others = useNumbers((state) => state.others);
  if (actingAgents(diagram).length < 2) return null;
  return (
    <p>
      <label>
        For the worth and meter of one agent, the others{" "}
        <select
          value={others}
          onChange={({ target }) => {
            const chosen = CHOICES.find(({ choice }) => choice === target.value);
            if (chosen !== undefined) chooseOthers(chosen.choice);
          }}
        >
          {CHOICES.map(({ choice, title }) => (
            <option key={choice} value={choice}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}

/** `For a: b chooses uniformly.`; nothing where nobody else decides. */
export function othersSentence(
  {
    choice,
    others,
  }: {
    readonly choice: OthersChoice;
    readonly others: readonly (NamedOthers & { readonly of?: string })[];
  },
  agent?: string,
): string {
  const mine = others.filter(
    ({ of, words }) => words !== undefined && (agent === undefined || of === agent),
  );
  if (mine.length === 0) return "";
  if (choice === "shown") return "The other agents keep to the policies shown.";
  return mine
    .map(({ of, words = "" }) =>
      others.length === 1 || agent !== undefined ? `${words}.` : `For ${of ?? "one"}, ${words}.`,
    )
    .join(" ");
}
