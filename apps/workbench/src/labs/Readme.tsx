/** A lab's README, set as text. The Markdown reader arrives with the first page that needs it. */
import { useEffect, useState } from "react";
import { labTexts } from "../state/labTexts.ts";
import "../styles/prose.css";

export function Readme({ lab }: { readonly lab: string }) {
  const [html, setHtml] = useState<string | undefined>(undefined);
  const text = labTexts.get(`${lab}/README.md`);
  useEffect(() => {
    let wanted = true;
    if (text === undefined) return undefined;
    void import("./markdown.ts").then(({ toHtml }) => wanted && setHtml(toHtml(text)));
    return () => {
      wanted = false;
    };
  }, [text]);
  if (text === undefined) return <p className="faint">This lab has no page of its own.</p>;
  if (html === undefined) return <p className="loading">Reading…</p>;
  // Ours: a file of this repository, in which HTML is escaped.
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
