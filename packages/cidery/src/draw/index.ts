/**
 * What does a diagram look like? Layout and scene, then SVG, TikZ or DOT. It knows highlights,
 * not incentives: whoever calls it says what to highlight.
 */

export {};
