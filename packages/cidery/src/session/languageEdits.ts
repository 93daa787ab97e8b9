/** The language layer's minimal text edits, in the shape gestures use them. */
import type { NodeKind } from "../model/index.ts";
import * as language from "../language/index.ts";

export type Edited =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

export interface LanguageEdits {
  addVariable(
    text: string,
    args: {
      readonly name: string;
      readonly kind: NodeKind;
      readonly parents: readonly string[];
      readonly agents?: readonly string[];
    },
  ): Edited;
  removeVariable(text: string, args: { readonly name: string }): Edited;
  renameVariable(text: string, args: { readonly from: string; readonly to: string }): Edited;
  addEdge(text: string, args: { readonly from: string; readonly to: string }): Edited;
  removeEdge(text: string, args: { readonly from: string; readonly to: string }): Edited;
  changeKind(
    text: string,
    args: { readonly name: string; readonly kind: NodeKind; readonly agents?: readonly string[] },
  ): Edited;
  changeOwner(
    text: string,
    args: { readonly name: string; readonly agents: readonly string[] },
  ): Edited;
  setParameter(text: string, args: { readonly name: string; readonly value: number }): Edited;
}

export const edits = (language as unknown as { readonly edits: LanguageEdits }).edits;
