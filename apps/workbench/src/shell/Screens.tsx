/** Dialogs: at most one is open. The large ones are loaded when they are first asked for. */
import { lazy, Suspense } from "react";
import { setUi, useUi } from "../state/ui.ts";

const Palette = lazy(() => import("./Palette.tsx"));
const KeysDialog = lazy(() => import("./KeysDialog.tsx"));
const AboutDialog = lazy(() => import("./AboutDialog.tsx"));
const ShareDialog = lazy(() => import("../keep/ShareDialog.tsx"));
const ExportDialog = lazy(() => import("../keep/ExportDialog.tsx"));
const VersionsDialog = lazy(() => import("../keep/VersionsDialog.tsx"));
const GalleryScreen = lazy(() => import("../gallery/GalleryScreen.tsx"));
const LabPage = lazy(() => import("../labs/LabPage.tsx"));
const CompareScreen = lazy(() => import("../compare/CompareScreen.tsx"));

export function Screens() {
  const screen = useUi((state) => state.screen);
  const lab = useUi((state) => state.lab);
  if (screen === undefined && lab === undefined) return null;
  const close = (): void => setUi({ screen: undefined });
  return (
    <Suspense fallback={null}>
      {screen === "palette" && <Palette close={close} />}
      {screen === "keys" && <KeysDialog close={close} />}
      {screen === "about" && <AboutDialog close={close} />}
      {screen === "share" && <ShareDialog close={close} />}
      {screen === "export" && <ExportDialog close={close} />}
      {screen === "versions" && <VersionsDialog close={close} />}
      {lab !== undefined && <LabPage />}
      {screen === "gallery" && <GalleryScreen close={close} />}
      {screen === "labs" && <GalleryScreen close={close} onlyLabs />}
      {screen === "compare" && <CompareScreen close={close} />}
    </Suspense>
  );
}
