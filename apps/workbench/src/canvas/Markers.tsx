/** Arrow heads, defined once for all arrows of the canvas. */
const HEADS = ["arrow", "arrow-lit", "arrow-selected"] as const;

export function Markers() {
  return (
    <svg className="markers" aria-hidden="true" width="0" height="0">
      <defs>
        {HEADS.map((id) => (
          <marker
            key={id}
            id={id}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path className={`head ${id}`} d="M0.5 1 9.5 5 0.5 9Z" />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
