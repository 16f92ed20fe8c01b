/** What a `ReadReq` asks for, checked. */
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { failsOnServer, invalidArgument, malformed } from '../errors.ts';
import { DELETED, parseRevision } from '../storage/revision.ts';
import { filterFrom, type Filter } from './filter.ts';
import { INVALID_STREAM, isInvalidStream } from './metadata.ts';

/** Where a read of a stream starts. `DELETED` (or more) as a revision means the end. */
export interface StreamSource {
  readonly kind: 'stream';
  readonly stream: string;
  readonly from: number | 'start' | 'end';
}

/** Where a read of `$all` starts. */
export interface AllSource {
  readonly kind: 'all';
  readonly from: number | 'start' | 'end';
  readonly filter: Filter | undefined;
}

/** A checked request. `count` is undefined for a subscription. */
export interface ReadOptions {
  readonly source: StreamSource | AllSource;
  readonly backwards: boolean;
  readonly resolveLinks: boolean;
  readonly textIds: boolean;
  readonly count: number | undefined;
}

/** Checks a request; throws a `CallError` for what the node does not serve. */
export function readOptions(request: ReadReq): ReadOptions {
  const options = request.getOptions();
  if (options === undefined) throw malformed();
  const subscription = options.hasSubscription();
  if (!subscription && !options.hasCount()) throw invalidArgument('A read needs a count or a subscription.');
  const backwards = options.getReadDirection() === 1;
  if (subscription && backwards) throw invalidArgument('A subscription cannot go backwards.');
  const source = sourceOf(options);
  if (subscription && source.kind === 'all' && source.filter !== undefined && source.filter.checkpointInterval <= 0) {
    throw invalidArgument('The checkpoint interval multiplier must be greater than 0.');
  }
  const count = subscription ? undefined : Number(options.getCount());
  if (source.kind === 'stream' && count !== undefined) {
    if (count === 0) throw failsOnServer('A read of a stream needs a count of at least 1.');
    if (source.from === 'end' && !backwards)
      throw failsOnServer('There is nothing to read forwards from the end of a stream: read backwards, or subscribe.');
  }
  return {
    source,
    backwards,
    resolveLinks: options.getResolveLinks(),
    textIds: options.getUuidOption()?.hasString() ?? false,
    count,
  };
}

function sourceOf(options: ReadReq.Options): StreamSource | AllSource {
  const filter = filterFrom(options);
  const stream = options.getStream();
  if (stream !== undefined) {
    if (filter !== undefined) throw invalidArgument('A filter works with $all only.');
    const name = Buffer.from(stream.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
    if (isInvalidStream(name)) throw invalidArgument(INVALID_STREAM);
    if (stream.hasStart()) return { kind: 'stream', stream: name, from: 'start' };
    const revision = stream.hasEnd() ? DELETED : parseRevision(stream.getRevision());
    return { kind: 'stream', stream: name, from: revision === DELETED ? 'end' : revision };
  }
  const all = options.getAll();
  if (all === undefined) throw malformed();
  if (all.hasStart()) return { kind: 'all', from: 'start', filter };
  const position = all.getPosition();
  if (position === undefined) return { kind: 'all', from: 'end', filter };
  const commit = parseRevision(position.getCommitPosition());
  const prepare = parseRevision(position.getPreparePosition());
  if (prepare > commit) throw invalidArgument('Trying to read from an invalid position.');
  return { kind: 'all', from: commit === DELETED ? 'end' : commit, filter };
}
