import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import base from "./vite.config.ts";
export default defineConfig({ ...base, plugins: [react()] });
