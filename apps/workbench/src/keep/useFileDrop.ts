/** Files dropped anywhere on the page are opened. */
import { useEffect } from "react";
import { readFile } from "./files.ts";

export function useFileDrop(): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      void readFile(file);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop, true);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop, true);
    };
  }, []);
}
