const storageKey = 'reprise.operator';

/** The operator's token in a link `/studio#token=…`, or null. */
export function tokenIn(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token')?.trim();
  return token === undefined || token === '' ? null : token;
}

/** What somebody pasted: the token itself, or the whole link that carries it. */
export function tokenFrom(pasted: string): string | null {
  const text = pasted.trim();
  const hash = text.indexOf('#');
  if (hash >= 0) return tokenIn(text.slice(hash));
  return text === '' || /\s/.test(text) ? null : text;
}

/** The token that this browser keeps, or null. */
export function storedToken(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** Keeps a token in this browser, or forgets it. */
export function storeToken(token: string | null): void {
  try {
    if (token === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, token);
  } catch {
    // Without storage the token lasts as long as the page.
  }
}
