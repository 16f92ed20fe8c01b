interface Told {
  readonly message?: unknown;
  readonly details?: unknown;
  readonly errors?: unknown;
  readonly cause?: unknown;
  readonly code?: unknown;
  readonly type?: unknown;
  readonly name?: unknown;
}

/** gRPC's status codes, which may come without a word. */
const grpcCodes: Readonly<Record<string, string>> = {
  1: 'the call was cancelled',
  2: 'it gave no reason',
  4: 'it took too long',
  8: 'it has too much to do',
  10: 'the call was given up',
  13: 'the connection broke',
  14: 'it cannot be reached',
};

const isSaid = (text: unknown): text is string => typeof text === 'string' && /[\p{L}\p{N}]/u.test(text);

/**
 * Why something failed, in words and never empty: an error's message; where it has none (attempts at several addresses fail as
 * one error without a word, and so do some calls), that of what it is made of or was caused by; else what it is called.
 */
export function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error) || 'no reason was given';
  const { message, details, errors, cause, code, type, name } = error as Told;
  for (const text of [message, details]) if (isSaid(text)) return text.trim().replace(/[:\s]+$/, '');
  const below = [...(Array.isArray(errors) ? (errors as unknown[]) : []), ...(cause === undefined ? [] : [cause])];
  if (below.length > 0) return [...new Set(below.map(reasonOf))].join('; ');
  const meaning = typeof code === 'number' ? grpcCodes[code] : code;
  return [meaning, type, name].find(isSaid) ?? 'no reason was given';
}
