/** A GraphQL request as urql writes it. */
interface Body {
  readonly operationName?: string;
  readonly query?: string;
  readonly variables?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What a gateway answers that does not know the hash, or does not know of hashes at all. */
const NOT_KNOWN: ReadonlySet<number> = new Set([400, 404]);

/**
 * Sends the hash of an operation instead of its text (`extensions.persistedQuery.sha256Hash`). A gateway of another
 * version may not know it: then the text follows, and goes at once from then on. Nothing ran at the first try, so that
 * repeating a mutation is safe.
 */
export function persistedFetch(hashes: Readonly<Record<string, string>>, send: typeof fetch): typeof fetch {
  const unknown = new Set<string>();
  return async (input, init) => {
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Body) : {};
    const hash = Object.hasOwn(hashes, body.operationName ?? '') ? hashes[body.operationName ?? ''] : undefined;
    if (hash === undefined || unknown.has(hash)) return send(input, init);
    const { query: _text, ...rest } = body;
    const extensions = { ...body.extensions, persistedQuery: { version: 1, sha256Hash: hash } };
    const answer = await send(input, { ...init, body: JSON.stringify({ ...rest, extensions }) });
    if (!NOT_KNOWN.has(answer.status)) return answer;
    const second = await send(input, init);
    if (second.ok) unknown.add(hash);
    return second;
  };
}
