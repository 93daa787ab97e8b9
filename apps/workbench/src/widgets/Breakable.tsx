/** A name that may go on in the next line behind an underscore: the head of a narrow column. */
import { Fragment } from "react";

export function Breakable({ name }: { readonly name: string }) {
  return name.split(/(?<=_)/u).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
