/** Links: records of type `$>` whose data `revision@stream` names another record. */
import { dataOf, typeOf, type RecordBytes } from '../storage/record.ts';
import type { Store } from '../storage/store.ts';
import type { ResolvedRecord } from '../wire/read-response.ts';
import { windowOf } from './window.ts';

/** The record as it is. */
export function unresolved(record: RecordBytes): ResolvedRecord {
  return { event: record, link: undefined };
}

/** Follows a link, one level; a record that is none is returned as it is, a target that is gone as a link alone. */
export function resolveLink(store: Store, record: RecordBytes, now: number): ResolvedRecord {
  if (typeOf(record) !== '$>') return unresolved(record);
  const text = dataOf(record).toString('utf8');
  const at = text.indexOf('@');
  const left = text.slice(0, Math.max(at, 0));
  if (!/^-?\d+$/.test(left)) return unresolved(record);
  const revision = Number(left);
  const window = windowOf(store, text.slice(at + 1), now);
  const readable = window.kind === 'open' && revision >= window.min && revision <= window.last;
  return { event: readable ? store.record(window.streamNumber, revision) : undefined, link: record };
}
