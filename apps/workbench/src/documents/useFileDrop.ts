/** Files dropped anywhere on the page are opened. */
import { useEffect } from "react";
import { readFiles } from "./files.ts";

export function useFileDrop(): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      void readFiles(files);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop, true);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop, true);
    };
  }, []);
}
