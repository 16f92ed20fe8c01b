/** Stream metadata: the JSON of the last event in `$$stream`, and what the node itself does with it. */
import { dataOf, isJson, type RecordBytes } from '../storage/record.ts';
import { DELETED } from '../storage/revision.ts';

/** Prefix that turns a stream's name into the name of its metadata stream. */
export const METASTREAM_PREFIX = '$$';

/** The recognised retention keys; absent ones do not limit. */
export interface StreamMetadata {
  /** Keep this many newest events. */
  readonly maxCount?: number;
  /** Hide events older than this, in seconds. */
  readonly maxAge?: number;
  /** Hide events before this revision; `DELETED` means soft-deleted. */
  readonly truncateBefore?: number;
}

const EMPTY: StreamMetadata = {};
const METASTREAM: StreamMetadata = { maxCount: 1 };

/** Name of the metadata stream of `stream`. */
export const metastreamOf = (stream: string): string => METASTREAM_PREFIX + stream;
/** True for the name of a metadata stream. */
export const isMetastream = (stream: string): boolean => stream.startsWith(METASTREAM_PREFIX);
/** The stream that a metadata stream describes. */
export const originalOf = (metastream: string): string => metastream.slice(METASTREAM_PREFIX.length);
/** Longest name of a stream, in characters: names are kept in memory, so they are bounded. */
const LONGEST_NAME = 4096;
/** Names that no stream may have. */
export const isInvalidStream = (stream: string): boolean =>
  stream === '' || stream === METASTREAM_PREFIX || stream.length > LONGEST_NAME;
/** Why a name is invalid, in words for the caller. */
export const INVALID_STREAM = `A stream needs a name of 1 to ${LONGEST_NAME} characters that is not "${METASTREAM_PREFIX}".`;
/** A soft-deleted stream reads as not found until it is written again. */
export const isSoftDeleted = (metadata: StreamMetadata): boolean => metadata.truncateBefore === DELETED;

/** The metadata that `stream` has, given the last record of its metadata stream. */
export function metadataFrom(stream: string, last: RecordBytes | undefined): StreamMetadata {
  if (isMetastream(stream)) return METASTREAM;
  return last === undefined || !isJson(last) ? EMPTY : parseMetadata(dataOf(last).toString('utf8'));
}

/** Reads the recognised keys; one malformed value makes all of it count as empty, zero and negative limits are ignored. */
export function parseMetadata(text: string): StreamMetadata {
  const value = parseObject(text);
  if (value === undefined) return EMPTY;
  const numbers = ['$maxCount', '$maxAge', '$tb', '$cacheControl'].map((key) => value[key]);
  if (!numbers.every((number) => number === undefined || isInt64(number))) return EMPTY;
  if (value['$tmp'] !== undefined && typeof value['$tmp'] !== 'boolean') return EMPTY;
  if (!isAcl(value['$acl'])) return EMPTY;
  const [maxCount, maxAge, truncateBefore] = numbers as (number | undefined)[];
  return {
    ...(maxCount !== undefined && maxCount > 0 ? { maxCount } : {}),
    ...(maxAge !== undefined && maxAge > 0 ? { maxAge } : {}),
    ...(truncateBefore !== undefined && truncateBefore >= 0 ? { truncateBefore } : {}),
  };
}

/** The JSON text of `former` with `$tb` replaced; whatever is not an object starts empty. */
export function withTruncateBefore(former: string, truncateBefore: number): string {
  return JSON.stringify({ ...parseObject(former), $tb: truncateBefore });
}

/** The metadata event of a soft delete: it replaces all former metadata. */
export const SOFT_DELETE_JSON = '{"$tb":9223372036854775807}';

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function isInt64(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= DELETED;
}

function isAcl(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (roles) => typeof roles === 'string' || (Array.isArray(roles) && roles.every((role) => typeof role === 'string')),
  );
}
