/**
 * How does one open document stay consistent while it is edited? The workbench without a face:
 * document, undo, incremental recompute, commands, share links. The editor, `--watch` and the
 * language server all stand on it.
 */

export {};
