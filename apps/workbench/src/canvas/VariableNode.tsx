/**
 * One variable on the canvas: rectangle, diamond or rounded box by kind, colour by agent, badges
 * for what an agent may want of it, bars for beliefs. Its rim starts an arrow, its middle moves it.
 */
import { memo } from "react";
import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import type { DiagramNode } from "@cidery/core";
import type { PlacedNode } from "@cidery/core/draw";
import { Pin } from "lucide-react";
import type { NodeBadge } from "../state/highlight.ts";
import { AGENT_COLOURS } from "./agentColours.ts";
import { NameField } from "./NameField.tsx";
import { TableEditor } from "./TableEditor.tsx";
import { NodeBars, type NodeNumbers } from "../widgets/NodeBars.tsx";

export interface VariableData extends Record<string, unknown> {
  readonly node: DiagramNode;
  readonly placed: PlacedNode;
  readonly badges: readonly NodeBadge[];
  readonly lit: boolean;
  readonly dimmed: boolean;
  readonly pinned: boolean;
  /** The name its place is written under: `S[t]` where it stands for all steps. */
  readonly pinName: string;
  /** Which field is open in it. */
  readonly field: "name" | "label" | undefined;
  readonly tag: string;
  readonly numbers: NodeNumbers | undefined;
  /** The sliders for its probabilities are open. */
  readonly table: boolean;
  readonly readOnly: boolean;
  readonly onBadge: (key: string | undefined) => void;
  readonly onPinBadge: (key: string) => void;
}

/** More of them reach back over the node, so as not to cover the next one. */
export const FEW_BADGES = 2;

export type VariableNodeType = Node<VariableData, "variable">;

export const VariableNode = memo(function VariableNode({
  data,
  selected,
}: NodeProps<VariableNodeType>) {
  const { node, placed, badges, lit, dimmed, pinned, field, tag, numbers } = data;
  const owner = node.owners[0];
  const classes = ["variable", node.kind];
  if (selected) classes.push("selected");
  if (lit) classes.push("lit");
  if (dimmed) classes.push("dimmed");
  return (
    <div
      className={classes.join(" ")}
      data-agent={owner === undefined ? undefined : owner % AGENT_COLOURS}
    >
      {/* Arrows begin and end at it, so it is there even where none can be drawn. */}
      <Handle
        id="rim"
        type="source"
        position={Position.Right}
        className="rim"
        isConnectable={!data.readOnly}
        aria-hidden="true"
      />
      <div className="body">
        <Outline kind={placed.outline ?? node.kind} width={placed.width} height={placed.height} />
        {field === undefined ? (
          <Label placed={placed} />
        ) : (
          <NameField key={field} node={node} of={field} />
        )}
      </div>
      {tag !== "" && <span className="tag">{tag}</span>}
      {pinned && <Pin className="pin" size={11} aria-label="pinned" />}
      {badges.length > 0 && (
        <span className={badges.length > FEW_BADGES ? "badges many" : "badges"}>
          {badges.map((badge) => (
            <span
              key={badge.key}
              className={badge.change === undefined ? "badge" : `badge ${badge.change}`}
              data-tone={badge.tone}
              title={badge.title}
              data-verdict={badge.key}
              onPointerEnter={() => data.onBadge(badge.key)}
              onPointerLeave={() => data.onBadge(undefined)}
              onClick={(event) => {
                event.stopPropagation();
                data.onPinBadge(badge.key);
              }}
            >
              {badge.text}
            </span>
          ))}
        </span>
      )}
      {data.table ? (
        <TableEditor name={node.name} />
      ) : (
        numbers !== undefined && (
          <NodeBars
            name={node.name}
            numbers={numbers}
            of={data.pinName === node.name ? undefined : node.name}
          />
        )
      )}
    </div>
  );
});

function Outline({
  kind,
  width,
  height,
}: {
  readonly kind: DiagramNode["kind"] | "hexagon";
  readonly width: number;
  readonly height: number;
}) {
  const inset = 1;
  const slant = Math.min(width / 2, height * 0.3);
  return (
    <svg className="outline" width={width} height={height} aria-hidden="true">
      {kind === "hexagon" ? (
        <path
          d={`M${inset} ${height / 2} ${slant} ${inset}H${width - slant}L${width - inset} ${height / 2} ${width - slant} ${height - inset}H${slant}Z`}
        />
      ) : kind === "utility" ? (
        <path
          d={`M${width / 2} ${inset} ${width - inset} ${height / 2} ${width / 2} ${height - inset} ${inset} ${height / 2}Z`}
        />
      ) : (
        <rect
          x={inset}
          y={inset}
          width={width - 2 * inset}
          height={height - 2 * inset}
          rx={kind === "chance" ? Math.min(width, height) / 2 - inset : 2}
        />
      )}
    </svg>
  );
}

function Label({ placed: { label } }: { readonly placed: PlacedNode }) {
  const last = label.lines.length - 1;
  return (
    <span className={label.symbol ? "label symbol" : "label"}>
      {label.lines.map((line, index) => (
        <span key={index}>
          {line}
          {index === last && label.superscript !== "" && <sup>{label.superscript}</sup>}
          {index === last && label.subscript !== "" && <sub>{label.subscript}</sub>}
        </span>
      ))}
    </span>
  );
}
