/** What the address of the log says. */
export interface LogSearch {
  /** `all`: viewers too; `telemetry`: what players report. Without it: what editors and the pipeline did. */
  readonly view?: string;
  /** Words of a type, or an id. */
  readonly q?: string;
  readonly context?: string;
  readonly type?: string;
  readonly actor?: string;
  /** A whole stream name. */
  readonly stream?: string;
  readonly correlation?: string;
}
export type LogFilter = Exclude<keyof LogSearch, 'view'>;

const filters: readonly LogFilter[] = ['q', 'context', 'type', 'actor', 'stream', 'correlation'];
/** Everybody but those who watch. */
const atWork: readonly string[] = ['staff', 'service', 'system', 'process'];
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const isUuid = new RegExp(`^${uuid}$`, 'i');
const isStream = new RegExp(`^[a-z]+-${uuid}$`, 'i');

/** Whether anything narrows the log beside the view. */
export const isFiltered = (search: LogSearch): boolean => filters.some((name) => search[name] !== undefined);

/** The address with one filter changed; an empty text removes it. The name of a stream among the words is its filter. */
export function withFilter(search: LogSearch, name: LogFilter, text: string): LogSearch {
  const value = text.trim();
  const next: Record<string, string> = { ...search };
  delete next[name];
  // The type belongs to its context.
  if (name === 'context') delete next['type'];
  if (name === 'q' && isStream.test(value)) next['stream'] = value.toLowerCase();
  else if (value !== '') next[name] = value;
  return next;
}

/** Which events to ask for. Whoever looks for one thing sees all of it, whoever did it. */
export function eventsOf(search: LogSearch) {
  const { q, context, type, actor, stream, correlation } = search;
  const looksForOne = stream !== undefined || correlation !== undefined || (q !== undefined && isUuid.test(q));
  const actors = actor !== undefined ? [actor] : search.view === 'all' || looksForOne ? undefined : [...atWork];
  return {
    ...(q === undefined ? {} : { search: q }),
    ...(context === undefined ? {} : { contexts: [context] }),
    ...(type === undefined ? {} : { types: [type] }),
    ...(actors === undefined ? {} : { actorKinds: actors }),
    ...(stream === undefined ? {} : { stream }),
    ...(correlation === undefined ? {} : { correlationId: correlation }),
  };
}
