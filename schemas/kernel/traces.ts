import type { SchemaContext } from './context.ts';
import { subjectOf, type Sealed } from './sealed.ts';

/** What a stream has of somebody. */
export interface Trace {
  /** The id of an account or a profile. */
  readonly subject: string;
  /** An event names them. */
  readonly named: boolean;
  /** An event holds a value that is sealed with their key. */
  readonly sealed: boolean;
}

/** Fields by which events name accounts. */
const ACCOUNTS = ['accountId', 'fromAccountId', 'accountIds'] as const;
/** Fields by which events name people: whoever adds another one adds it here, or `traces.test.ts` fails. */
export const NAMING_FIELDS: readonly string[] = [...ACCOUNTS, 'profileId'];

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const id = new RegExp(`^${ID}$`);
/** The beginning of a sealed value (`sealed.ts`). */
const box = new RegExp(`v1\\.${ID}\\.[A-Za-z0-9_-]{38,}`, 'g');

const idsIn = (data: unknown, fields: readonly string[]): readonly string[] => {
  if (typeof data !== 'object' || data === null) return [];
  const values = fields.flatMap((name) => (data as Readonly<Record<string, unknown>>)[name] ?? []);
  return values.filter((value): value is string => typeof value === 'string' && id.test(value));
};

/** The accounts that an event names. */
export const accountsIn = (data: unknown): readonly string[] => idsIn(data, ACCOUNTS);

/** The profile that an event names. */
export const profileIn = (data: unknown): string | undefined => idsIn(data, ['profileId'])[0];

/** The sealed values in some data, at whatever depth. */
export function boxesIn(data: unknown): readonly Sealed[] {
  if (typeof data === 'string') return data.includes('v1.') ? (data.match(box) ?? []) : [];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap(boxesIn);
}

/** Whom an event is a trace of, each once. */
export function tracesIn(data: unknown): readonly Trace[] {
  const named = new Set(idsIn(data, NAMING_FIELDS));
  const sealers = new Set(boxesIn(data).map(subjectOf));
  return [...new Set([...named, ...sealers])].map((subject) => ({
    subject,
    named: named.has(subject),
    sealed: sealers.has(subject),
  }));
}

/** The streams that belong to whoever this one does, and whose events do not say so: a category, and the same id. */
export function streamsBeside(contexts: readonly SchemaContext[], stream: string): readonly string[] {
  const category = stream.slice(0, -37);
  return contexts.flatMap(({ beside = {} }) =>
    Object.entries(beside).flatMap(([name, of]) => (of === category ? [`${name}${stream.slice(-37)}`] : [])),
  );
}
