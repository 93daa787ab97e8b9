/** What this is, where things are kept, what it does not do. */
import { Dialog } from "../widgets/Dialog.tsx";

export default function AboutDialog({ close }: { readonly close: () => void }) {
  return (
    <Dialog title="About the workbench" close={close}>
      <p>
        Draw or type an AI system as a causal influence diagram, and see which incentives its graph
        gives to the agents in it. Engine version {__ENGINE__}.
      </p>
      <p>
        Everything happens in this page: no account, no server, and it works without a network once
        it was open. Models are kept in this browser; a shared link holds the whole model in the
        part of the address that is never sent to anyone.
      </p>
      <p>
        A verdict about an incentive is about the graph: it says what some numbers would make
        worthwhile. Whether the numbers of this model do is what “Compute the numbers” answers.
      </p>
      <p>
        Free software under the MIT licence, with{" "}
        <a href="./third-party-notices.txt" target="_blank" rel="noreferrer">
          the work of others
        </a>{" "}
        under theirs.
      </p>
    </Dialog>
  );
}
