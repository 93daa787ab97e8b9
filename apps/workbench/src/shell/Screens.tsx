/** Dialogs: at most one is open. The large ones are loaded when they are first asked for. */
import { lazy, Suspense } from "react";
import { setUi, useUi } from "../ui.ts";

const Palette = lazy(() => import("./Palette.tsx"));
const KeysDialog = lazy(() => import("./KeysDialog.tsx"));
const AboutDialog = lazy(() => import("./AboutDialog.tsx"));
const ShareDialog = lazy(() => import("../keep/ShareDialog.tsx"));
const VersionsDialog = lazy(() => import("../keep/VersionsDialog.tsx"));
const GalleryScreen = lazy(() => import("../gallery/GalleryScreen.tsx"));
const CompareScreen = lazy(() => import("../compare/CompareScreen.tsx"));

export function Screens() {
  const screen = useUi((state) => state.screen);
  if (screen === undefined) return null;
  const close = (): void => setUi({ screen: undefined });
  return (
    <Suspense fallback={null}>
      {screen === "palette" && <Palette close={close} />}
      {screen === "keys" && <KeysDialog close={close} />}
      {screen === "about" && <AboutDialog close={close} />}
      {screen === "share" && <ShareDialog close={close} />}
      {screen === "versions" && <VersionsDialog close={close} />}
      {screen === "gallery" && <GalleryScreen close={close} />}
      {screen === "compare" && <CompareScreen close={close} />}
    </Suspense>
  );
}
