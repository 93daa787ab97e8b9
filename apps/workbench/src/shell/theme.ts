/** Light, dark, or what the system says, and light on paper; on the root element, where the style sheets look. */
import { useEffect } from "react";
import { flushSync } from "react-dom";
import { useUi } from "../state/ui.ts";

export function useTheme(): void {
  const theme = useUi((state) => state.theme);
  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const show = (dark: boolean): void => {
      document.documentElement.dataset["theme"] = dark ? "dark" : "light";
      useUi.setState({ dark });
    };
    const apply = (): void => show(theme === "dark" || (theme === "system" && system.matches));
    // Pictures have to be drawn anew before the event is over.
    const onPaper = (): void => flushSync(() => show(false));
    apply();
    system.addEventListener("change", apply);
    window.addEventListener("beforeprint", onPaper);
    window.addEventListener("afterprint", apply);
    return () => {
      system.removeEventListener("change", apply);
      window.removeEventListener("beforeprint", onPaper);
      window.removeEventListener("afterprint", apply);
    };
  }, [theme]);
}
