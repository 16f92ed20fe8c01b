import { readFileSync } from 'node:fs';

/** One example of a page: an operation, its variables, and what the server answers. */
export interface Example {
  /** The heading that it stands below. */
  readonly under: string;
  readonly operation: string;
  readonly variables: unknown;
  readonly answer: unknown;
}

const BLOCK = /^## (?<heading>.+)$|^```(?<language>\w+)(?: (?<what>\w+))?\n(?<text>[\s\S]*?)^```$/gm;

/** The examples of a page in Markdown: a block `graphql`, then `json variables`, then `json answer`. */
export function examplesOf(page: URL): readonly Example[] {
  const examples: Example[] = [];
  let [under, operation, variables] = ['', '', '{}'];
  for (const { groups = {} } of readFileSync(page, 'utf8').matchAll(BLOCK)) {
    const { heading, language, what, text = '' } = groups;
    if (heading !== undefined) under = heading;
    else if (language === 'graphql') [operation, variables] = [text, '{}'];
    else if (what === 'variables') variables = text;
    else if (what === 'answer')
      examples.push({ under, operation, variables: JSON.parse(variables), answer: JSON.parse(text) });
  }
  return examples;
}

/** What answers said so far, by the names of fields: the last one counts. */
export function remember(answer: unknown, said: Map<string, unknown> = new Map()): Map<string, unknown> {
  if (typeof answer !== 'object' || answer === null) return said;
  for (const [name, value] of Object.entries(answer)) {
    if (typeof value !== 'object') said.set(name, value);
    remember(value, said);
  }
  return said;
}

/** Puts what was said where `"$name"` stands. */
export function filledIn(value: unknown, said: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string' && value.startsWith('$')) return said.get(value.slice(1));
  if (Array.isArray(value)) return value.map((each) => filledIn(each, said));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, filledIn(each, said)]));
}

/** An answer with `…` wherever the page says so, for comparing: of texts alone. */
export function asWritten(answer: unknown, page: unknown): unknown {
  if (page === '…') return typeof answer === 'string' && answer !== '' ? '…' : answer;
  if (Array.isArray(answer) && Array.isArray(page)) return answer.map((each, index) => asWritten(each, page[index]));
  if (typeof answer !== 'object' || answer === null || typeof page !== 'object' || page === null) return answer;
  const shown = page as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(answer).map(([name, each]) => [name, asWritten(each, shown[name])]));
}
