/**
 * lmdb's data file, read page by page without lmdb: lmdb maps it into memory and believes what it reads, so damage there can end
 * the process without a word. Numbers are little-endian; the layout is that of `MDB_page`, `MDB_node` and `MDB_meta` in
 * lmdb's `mdb.c`, data version 2, 64 bits.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes of a page's header. Offsets in a page count from its end. */
export const PAGE_HEADER = 24;
export const BRANCH = 0x01;
export const LEAF = 0x02;
export const OVERFLOW = 0x04;
const META = 0x08;
const MAGIC = 0xbeefc0de;
const DATA_VERSION = 2;
/** Bytes that are read at once, and how many such blocks are kept: pages of one table lie apart. */
const BLOCK = 32 * 1024;
const CACHED_BLOCKS = 1024;
/** The root of a table without entries. */
const NO_ROOT = 2 ** 64;

/** The record that lmdb keeps of a table. */
export interface TableRoot {
  readonly flags: number;
  readonly depth: number;
  readonly branchPages: number;
  readonly leafPages: number;
  readonly overflowPages: number;
  readonly entries: number;
  /** Page number; undefined for an empty table. */
  readonly root: number | undefined;
}

/** One of the two states that the file knows: lmdb writes them in turn. */
export interface Meta {
  readonly transaction: number;
  readonly lastPage: number;
  readonly free: TableRoot;
  readonly main: TableRoot;
}

/** The opened file. */
export interface Pages {
  readonly pageSize: number;
  /** Pages that the file has, the last one counted only if it is whole. */
  readonly count: number;
  readonly meta: Meta;
  /** A page; undefined behind the end of the file. */
  page(number: number): Buffer | undefined;
  /** `length` bytes from the start of a page on. */
  bytes(page: number, offset: number, length: number): Buffer;
  close(): void;
}

/** What is wrong with the beginning of the file, in words. */
export class BadMeta extends Error {}

/** A little-endian unsigned integer of 64 bits, exact below 2^53. */
export function uint64(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
}

/** Opens the file at `path`; undefined if there is none or it is empty. Throws `BadMeta` if its first two pages make no sense. */
export function openPages(path: string): Pages | undefined {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { size } = fstatSync(fd);
    if (size === 0) {
      closeSync(fd);
      return undefined;
    }
    return readPages(fd, size);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function readPages(fd: number, size: number): Pages {
  const { pageSize, meta } = readMetas(fd, size);
  const blockSize = Math.max(BLOCK, pageSize);
  const blocks = new Map<number, Buffer>();
  const block = (number: number): Buffer => {
    const known = blocks.get(number);
    if (known !== undefined) return known;
    const bytes = read(fd, number * blockSize, Math.min(blockSize, size - number * blockSize));
    if (blocks.size >= CACHED_BLOCKS) blocks.delete(blocks.keys().next().value ?? 0);
    blocks.set(number, bytes);
    return bytes;
  };
  const count = Math.floor(size / pageSize);
  return {
    pageSize,
    count,
    meta,
    page(number) {
      if (number >= count) return undefined;
      const at = number * pageSize;
      return block(Math.floor(at / blockSize)).subarray(at % blockSize, (at % blockSize) + pageSize);
    },
    bytes: (page, offset, length) => read(fd, page * pageSize + offset, length),
    close: () => closeSync(fd),
  };
}

function read(fd: number, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  while (at < length) {
    const got = readSync(fd, bytes, at, length - at, from + at);
    if (got === 0) throw new BadMeta('the file ends while it is read');
    at += got;
  }
  return bytes;
}

/** The newer of the two states, after both have been looked at: they must be neighbours. */
function readMetas(fd: number, size: number): { pageSize: number; meta: Meta } {
  if (size < PAGE_HEADER + 144) throw new BadMeta(`it has ${size} bytes, less than its first page needs`);
  const pageSize = metaAt(read(fd, 0, PAGE_HEADER + 144), 0).pageSize;
  if (size < 2 * pageSize) throw new BadMeta(`it has ${size} bytes, less than its first two pages need`);
  const [first, second] = [0, 1].map((page) => metaAt(read(fd, page * pageSize, PAGE_HEADER + 144), page));
  if (first === undefined || second === undefined || second.pageSize !== pageSize)
    throw new BadMeta('its first two pages contradict each other');
  const ahead = second.meta.transaction - first.meta.transaction;
  if (Math.abs(ahead) > 1 || (ahead === 0 && first.meta.transaction !== 0))
    throw new BadMeta(
      `its first two pages contradict each other (transactions ${first.meta.transaction} and ${second.meta.transaction})`,
    );
  const newest = ahead > 0 ? second.meta : first.meta;
  if (newest.transaction % 2 !== (ahead > 0 ? 1 : 0)) throw new BadMeta('its first two pages have changed places');
  return { pageSize, meta: newest };
}

function metaAt(bytes: Buffer, page: number): { pageSize: number; meta: Meta } {
  const at = PAGE_HEADER;
  const problem = (what: string): BadMeta =>
    new BadMeta(`page ${page}, which says where everything is, is damaged (${what})`);
  if (uint64(bytes, 0) !== page || (bytes.readUInt16LE(18) & META) === 0) throw problem('it has another kind');
  if (bytes.readUInt32LE(at) !== MAGIC) throw problem('it does not begin like a log');
  if (bytes.readUInt32LE(at + 4) !== DATA_VERSION) throw problem(`version ${bytes.readUInt32LE(at + 4)}`);
  const pageSize = bytes.readUInt32LE(at + 24);
  if (pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0) throw problem(`page size ${pageSize}`);
  const mapSize = uint64(bytes, at + 16);
  const lastPage = uint64(bytes, at + 120);
  if (lastPage < 1 || lastPage * pageSize >= mapSize) throw problem(`last page ${lastPage}, ${mapSize} bytes mapped`);
  const meta: Meta = {
    transaction: uint64(bytes, at + 128),
    lastPage,
    free: tableRootAt(bytes, at + 24),
    main: tableRootAt(bytes, at + 72),
  };
  for (const { depth, root } of [meta.free, meta.main])
    if (depth > 32 || (root === undefined) !== (depth === 0) || (root ?? 2) < 2 || (root ?? 0) > lastPage)
      throw problem(`a table of ${depth} levels at page ${root}`);
  return { pageSize, meta };
}

/** Reads an `MDB_db`, 48 bytes. */
export function tableRootAt(bytes: Buffer, at: number): TableRoot {
  const root = uint64(bytes, at + 40);
  return {
    flags: bytes.readUInt16LE(at + 4),
    depth: bytes.readUInt16LE(at + 6),
    branchPages: uint64(bytes, at + 8),
    leafPages: uint64(bytes, at + 16),
    overflowPages: uint64(bytes, at + 24),
    entries: uint64(bytes, at + 32),
    root: root >= NO_ROOT - 4096 ? undefined : root,
  };
}
