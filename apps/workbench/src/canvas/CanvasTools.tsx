/** Buttons in the corner of the canvas: zoom, fit, tidy, fold, overlay. */
import { commandNamed } from "@cidery/core/session";
import { Eye, EyeOff, Layers, Maximize, Minus, Plus, Sparkles } from "lucide-react";
import { useDocumentPart } from "../state/document.ts";
import { CommandButton } from "../widgets/CommandButton.tsx";
import { useUi } from "../state/ui.ts";

export function CanvasTools({ readOnly }: { readonly readOnly: boolean }) {
  const overlay = useUi((state) => state.overlay);
  const folded = useUi((state) => state.folded);
  const repeats = useDocumentPart(
    ({ good }) => good?.diagram.nodes.some((node) => node.instance !== undefined) ?? false,
  );
  return (
    <div className="canvas-tools" role="toolbar" aria-label="View of the diagram">
      <CommandButton command={commandNamed("view.zoomOut")} icon={<Minus size={16} />} />
      <CommandButton command={commandNamed("view.fit")} icon={<Maximize size={15} />} />
      <CommandButton command={commandNamed("view.zoomIn")} icon={<Plus size={16} />} />
      <span className="divider" />
      {!readOnly && (
        <CommandButton command={commandNamed("view.tidy")} icon={<Sparkles size={15} />} />
      )}
      {repeats && (
        <CommandButton
          command={commandNamed("view.fold")}
          icon={<Layers size={15} />}
          pressed={folded !== false}
        />
      )}
      <CommandButton
        command={commandNamed("answers.overlay")}
        icon={overlay ? <Eye size={16} /> : <EyeOff size={16} />}
        pressed={overlay}
      />
    </div>
  );
}
