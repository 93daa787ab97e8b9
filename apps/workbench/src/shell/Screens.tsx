/** Dialogs: at most one is open. The large ones are loaded when they are first asked for. */
import { setUi, useUi } from "../state/ui.ts";
import { lazyPart } from "../widgets/Boundary.tsx";

const Palette = lazyPart("The palette", () => import("./Palette.tsx"));
const NumbersDialog = lazyPart("The numbers kept", () => import("../panels/NumbersDialog.tsx"));
const KindDialog = lazyPart("Another kind", () => import("../panels/KindDialog.tsx"));
const ConnectDialog = lazyPart("Joining nodes", () => import("../panels/ConnectDialog.tsx"));
const KeysDialog = lazyPart("The list of keys", () => import("./KeysDialog.tsx"));
const AboutDialog = lazyPart("“About”", () => import("./AboutDialog.tsx"));
const ShareDialog = lazyPart("Sharing", () => import("../documents/ShareDialog.tsx"));
const ExportDialog = lazyPart("Exporting", () => import("../documents/ExportDialog.tsx"));
const DocumentsDialog = lazyPart("The documents", () => import("../documents/DocumentsDialog.tsx"));
const VersionsDialog = lazyPart("The versions", () => import("../documents/VersionsDialog.tsx"));
const GalleryScreen = lazyPart("The gallery", () => import("../gallery/GalleryScreen.tsx"));
const StartScreen = lazyPart("Where to start", () => import("../gallery/StartScreen.tsx"));
const HelpScreen = lazyPart("The help", () => import("./HelpScreen.tsx"));
const LabPage = lazyPart("The lab", () => import("../labs/LabPage.tsx"));
const CompareScreen = lazyPart("The comparison", () => import("../compare/CompareScreen.tsx"));

export function Screens() {
  const screen = useUi((state) => state.screen);
  const lab = useUi((state) => state.lab);
  const plan = useUi((state) => state.cutPlan);
  const connecting = useUi((state) => state.connecting);
  const retyping = useUi((state) => state.retyping);
  const open = [screen, lab, plan, connecting, retyping];
  if (open.every((one) => one === undefined)) return null;
  const close = (): void => setUi({ screen: undefined });
  return (
    <>
      {plan !== undefined && <NumbersDialog {...plan} />}
      {retyping !== undefined && <KindDialog plan={retyping} />}
      {connecting !== undefined && <ConnectDialog from={connecting} />}
      {screen === "palette" && <Palette close={close} />}
      {screen === "keys" && <KeysDialog close={close} />}
      {screen === "about" && <AboutDialog close={close} />}
      {screen === "share" && <ShareDialog close={close} />}
      {screen === "export" && <ExportDialog close={close} />}
      {screen === "documents" && <DocumentsDialog close={close} />}
      {screen === "versions" && <VersionsDialog close={close} />}
      {screen === "start" && <StartScreen close={close} />}
      {screen === "help" && <HelpScreen close={close} />}
      {lab !== undefined && <LabPage />}
      {screen === "gallery" && <GalleryScreen close={close} />}
      {screen === "labs" && <GalleryScreen close={close} onlyLabs />}
      {screen === "compare" && <CompareScreen close={close} />}
    </>
  );
}
