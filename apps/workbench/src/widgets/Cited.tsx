/** A citation, as a link to where the work can be read when that is known. */
import { useEffect, useState } from "react";

export function Cited({ text }: { readonly text: string }) {
  const [address, setAddress] = useState<string | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    setAddress(undefined);
    // The bibliography arrives with the first citation that is shown.
    void import("../state/works.ts").then(({ addressOf }) => {
      if (wanted) setAddress(addressOf(text));
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  if (address === undefined) return text;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
