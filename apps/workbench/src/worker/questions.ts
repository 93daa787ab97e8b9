/** A question or a claim that need not stand in the text, answered in a worker of its own; the last one asked. */
import type { ClaimResult, Diagnostic, InfluenceDiagram } from "@cidery/core";
import type { AnswerRow } from "@cidery/core/check";
import { parseClaim } from "@cidery/core";
import { create } from "zustand";
import { session } from "../state/document.ts";
import { TaskClient } from "./taskClient.ts";

export interface QuestionState {
  /** What was asked, and of which model. */
  readonly asked: string;
  readonly diagram: InfluenceDiagram | undefined;
  readonly busy: boolean;
  readonly rows: readonly AnswerRow[];
  /** Where a claim was asked. */
  readonly claim: ClaimResult | undefined;
  /** Where the words mean nothing. */
  readonly diagnostics: readonly Diagnostic[];
  readonly failure: string | undefined;
}

const NOTHING: QuestionState = {
  asked: "",
  diagram: undefined,
  busy: false,
  rows: [],
  claim: undefined,
  diagnostics: [],
  failure: undefined,
};

export const useQuestion = create<QuestionState>(() => NOTHING);

const client = new TaskClient();

/** What is a claim is checked; everything else is a question for a number or a table. */
export function askQuestion(text: string): void {
  const { diagram } = session.state();
  const asked = text.trim();
  if (diagram === undefined || asked === "") return;
  client.stop();
  useQuestion.setState({ ...NOTHING, asked, diagram, busy: true });
  const claim = parseClaim(asked, diagram);
  if (claim.ok) {
    const parts = { ...diagram.parts, claims: [claim.value] };
    client.ask("claims", { parts, learn: true }, (event) => {
      if (event.kind === "partial") useQuestion.setState({ claim: event.part.result });
      else if (event.kind === "done") useQuestion.setState({ busy: false });
      else if (event.kind === "failed") failed(event);
    });
    return;
  }
  client.ask("answer", { parts: diagram.parts, question: asked }, (event) => {
    if (event.kind === "done") {
      const { result } = event;
      useQuestion.setState(
        result.ok
          ? { busy: false, rows: result.value }
          : { busy: false, diagnostics: result.diagnostics },
      );
    } else if (event.kind === "failed") failed(event);
  });
}

export function stopQuestion(): void {
  client.stop();
  useQuestion.setState({ busy: false });
}

function failed({ message, hint }: { readonly message: string; readonly hint?: string }): void {
  useQuestion.setState({
    busy: false,
    failure: hint === undefined ? message : `${message}; ${hint}`,
  });
}
