/** Light, dark, or what the system says; on the root element, where the style sheets look. */
import { useEffect } from "react";
import { useUi } from "../state/ui.ts";

export function useTheme(): void {
  const theme = useUi((state) => state.theme);
  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const apply = (): void => {
      const dark = theme === "dark" || (theme === "system" && system.matches);
      document.documentElement.dataset["theme"] = dark ? "dark" : "light";
      useUi.setState({ dark });
    };
    apply();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }, [theme]);
}
