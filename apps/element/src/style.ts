/** The element's own look: it takes the page's fonts and follows the reader's light or dark setting. */
export const STYLE = `
:host { display: block; container-type: inline-size; }
figure { margin: 0; padding: 12px; border: 1px solid #d0d5db; border-radius: 8px; background: #fff; color: #1f2933; }
.picture { overflow-x: auto; }
svg { display: block; margin: 0 auto; max-width: 100%; height: auto; }
@container (max-width: 480px) { svg { max-width: none; } }
[data-node][tabindex] { cursor: pointer; }
[data-node]:focus-visible { outline: 2px solid #2463c5; outline-offset: 3px; }
figcaption { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; justify-content: space-between; font-size: 0.9rem; line-height: 1.45; }
.said { margin: 8px 0 0; flex: 1 1 16em; min-height: 2.9em; }
a { color: #2463c5; white-space: nowrap; padding: 4px 0; }
.trouble { margin: 0; padding: 12px; border: 1px solid #c0392b; border-radius: 8px; background: #fff; color: #a02c20; white-space: pre-wrap; overflow-wrap: anywhere; }
figure.dark { background: #171b21; color: #e4e8ee; border-color: #39424e; }
.dark a { color: #8ab4f8; }
@media (prefers-color-scheme: dark) {
  figure.auto { background: #171b21; color: #e4e8ee; border-color: #39424e; }
  .auto a { color: #8ab4f8; }
  .trouble { background: #171b21; color: #ff9d8f; }
}
`;
