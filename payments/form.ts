/** Parameters as Stripe's clients send them: `a[b][0][c]=d` is `{ a: { b: { 0: { c: 'd' } } } }`; everything is text. */
export interface Params {
  readonly [name: string]: string | Params | undefined;
}

const KEY = /^[A-Za-z0-9_]+(\[[A-Za-z0-9_]*\])*$/;
const DEEPEST = 8;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Undefined: no form, or one that nobody sends. */
export function readForm(text: string): Params | undefined {
  const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of new URLSearchParams(text)) {
    if (!KEY.test(key)) return undefined;
    const path = key.replaceAll(']', '').split('[');
    if (path.length > DEEPEST || path.some((part) => FORBIDDEN.has(part))) return undefined;
    let at = root;
    for (const part of path.slice(0, -1)) {
      const next = (at[part] ??= Object.create(null) as unknown);
      if (typeof next !== 'object' || next === null) return undefined;
      at = next as Record<string, unknown>;
    }
    const last = path.at(-1) ?? '';
    // `expand[]=…` more than once: a list.
    at[last === '' ? String(Object.keys(at).length) : last] = value;
  }
  return root as Params;
}

/** A text among parameters, by its path. */
export function textAt(params: Params, ...path: readonly string[]): string | undefined {
  let at: string | Params | undefined = params;
  for (const part of path) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string' && at !== '' ? at : undefined;
}

/** The texts of a list or of a record of texts. */
export function textsAt(params: Params, name: string): Readonly<Record<string, string>> {
  const found = params[name];
  if (typeof found !== 'object') return {};
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
