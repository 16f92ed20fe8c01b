/** An event told as a line in a diary: who did what. `strong` is a name or a quotation. */
export interface Line {
  readonly who: string;
  readonly did: string;
  readonly strong?: string;
}

/** Says what an event's data means. The data may be anything: a teller never throws. */
export type Teller = (data: unknown) => Omit<Line, 'who'>;

/** How each type of event reads. */
export type Diary = Readonly<Record<string, Teller>>;

interface DescribedEvent {
  readonly type: string;
  readonly actorKind: string | null;
  readonly actorId?: string | null;
  readonly data: unknown;
}

const whoOf: Readonly<Record<string, string>> = {
  staff: 'An operator',
  viewer: 'A viewer',
  process: 'The pipeline',
  service: 'A worker',
  system: 'The pipeline',
  // What actors were called in older logs.
  operator: 'An operator',
  profile: 'A viewer',
  worker: 'A worker',
};

/** Parts of the system that people know by another name. */
const systemOf: Readonly<Record<string, string>> = { 'command-line': 'The command line', demo: 'The demo' };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One diary out of those of all contexts. @throws when two contexts tell the same type */
export function diaryOf(contexts: readonly { readonly name: string; readonly diary?: Diary }[]): Diary {
  const all: Record<string, Teller> = {};
  for (const { name, diary = {} } of contexts) {
    for (const [type, teller] of Object.entries(diary)) {
      if (Object.hasOwn(all, type)) throw new Error(`${type} is told twice, the second time by the context ${name}`);
      all[type] = teller;
    }
  }
  return all;
}

/** Describes an event; a type that no context knows is shown by its name. Never throws, whatever stands in its data. */
export function describeEvent(diary: Diary, event: DescribedEvent): Line {
  // Workers are called by their machine and process, programs with a key by the id that they got here.
  const isProgram = event.actorKind === 'service' && UUID.test(event.actorId ?? '');
  const system = event.actorKind === 'system' ? event.actorId : undefined;
  const known = typeof system === 'string' && Object.hasOwn(systemOf, system) ? systemOf[system] : undefined;
  const who = isProgram ? 'A program' : (known ?? whoOf[event.actorKind ?? ''] ?? 'Somebody');
  const teller = Object.hasOwn(diary, event.type) ? diary[event.type] : undefined;
  return { who, ...(teller?.(event.data) ?? { did: 'wrote', strong: event.type }) };
}

/** A text or a number as text; anything else as `otherwise`. */
export const text = (value: unknown, otherwise = ''): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;

/** The value at a path of an event's data, or undefined. */
export const at = (data: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined,
    data,
  );

/** A list, or an empty one when the value is none. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What somebody did, with a name to stand out where there is one. */
export const said = (did: string, strong?: unknown): Omit<Line, 'who'> =>
  text(strong) === '' ? { did } : { did, strong: text(strong) };
