import { open } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface FileAnswer {
  /** Absolute path, already checked. */
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** Bytes `start` to `end`, both inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Sends a file as a stream with back-pressure: conditional requests, one byte range, HEAD.
 * Gives back false, with nothing sent, when there is no such file.
 */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, answer: FileAnswer): Promise<boolean> {
  const file = await open(answer.path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR' || error.code === 'ENAMETOOLONG')
      return undefined;
    throw error;
  });
  if (file === undefined) return false;
  let streaming = false;
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return false;
    const etag = `"${stat.size.toString(36)}-${Math.floor(stat.mtimeMs).toString(36)}"`;
    reply.header('etag', etag).header('accept-ranges', 'bytes').header('cache-control', answer.cacheControl);
    if (matches(request.headers['if-none-match'], etag)) {
      reply.code(304).send();
      return true;
    }
    const ifRange = request.headers['if-range'];
    const wanted = ifRange === undefined || ifRange === etag ? parseRange(request.headers.range, stat.size) : undefined;
    if (wanted === 'unsatisfiable') {
      reply.code(416).header('content-range', `bytes */${stat.size}`).send();
      return true;
    }
    const range = wanted ?? { start: 0, end: stat.size - 1 };
    if (wanted !== undefined) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${stat.size}`);
    reply.type(answer.contentType).header('content-length', range.end - range.start + 1);
    if (request.method === 'HEAD' || range.end < range.start) {
      reply.send();
      return true;
    }
    streaming = true;
    reply.send(file.createReadStream({ ...range, highWaterMark: 256 * 1024 }));
    return true;
  } finally {
    // The stream closes the file by itself.
    if (!streaming) await file.close();
  }
}

/** Reads a `Range` header. Several ranges, other units and nonsense are ignored: the whole file answers. */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const range =
    first === ''
      ? { start: Math.max(0, size - Number(last)), end: size - 1 }
      : { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return range.start >= size || (first === '' && Number(last) === 0) ? 'unsatisfiable' : range;
}

const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag));
