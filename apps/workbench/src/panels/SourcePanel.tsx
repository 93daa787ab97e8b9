/** Where the model comes from: citations, notes, topics, agents. */
import { agentTags } from "@cidery/core/draw";
import { AGENT_COLOURS } from "../canvas/agentColours.ts";
import { useDocument } from "../state/document.ts";
import { Cited } from "../widgets/Cited.tsx";

export default function SourcePanel() {
  const { good, file } = useDocument();
  if (good === undefined) return <p className="empty">There is no model yet.</p>;
  const { header, agents } = good.diagram;
  const tags = agentTags(good.diagram);
  return (
    <div className="source">
      <h3>{header.title ?? "Untitled model"}</h3>
      {file !== undefined && (
        <p className="faint">
          <code>{file}</code>
        </p>
      )}
      {header.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {header.citations.length > 0 && (
        <section>
          <h4>Cite</h4>
          <ul>
            {header.citations.map((citation) => (
              <li key={citation}>
                <Cited text={citation} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {agents.length > 0 && (
        <section>
          <h4>Agents</h4>
          <ul className="agents">
            {agents.map(({ name, label }, index) => (
              <li key={name}>
                <span className="agent-dot" data-agent={index % AGENT_COLOURS} aria-hidden="true">
                  {tags[index]}
                </span>
                {label ?? name}
              </li>
            ))}
          </ul>
        </section>
      )}
      {header.topics.length > 0 && (
        <section>
          <h4>Topics</h4>
          <ul className="topics">
            {header.topics.map((topic) => (
              <li key={topic}>{topic}</li>
            ))}
          </ul>
        </section>
      )}
      {header.citations.length + header.notes.length === 0 && (
        <p className="empty">
          Lines such as <code>cite "…"</code>, <code>note "…"</code> and <code>topic "…"</code> in
          the text appear here.
        </p>
      )}
    </div>
  );
}
