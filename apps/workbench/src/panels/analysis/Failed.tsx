/** Why there is no answer, and what would help. */
export function Failed({
  message,
  hint,
}: {
  readonly message: string;
  readonly hint?: string | undefined;
}) {
  return (
    <p className="caveat">
      {message.charAt(0).toUpperCase() + message.slice(1)}
      {hint === undefined ? "." : `; ${hint}.`}
    </p>
  );
}
