/** The entries of one page of lmdb's file (`MDB_node`), and what cannot be right about them. See pages.ts for the layout. */
import { BRANCH, PAGE_HEADER, uint64 } from './pages.ts';

const NODE_HEADER = 8;
/** Flag of a node whose value has pages of its own. */
export const BIG_DATA = 0x01;
/** Flag of a node whose value is the root of a table. */
export const SUB_TABLE = 0x02;
/** Bytes that stand for such a value. */
const OVERFLOW_POINTER = 24;

/** Where node `n` of a page begins. */
export const nodeAt = (page: Buffer, n: number): number => page.readUInt16LE(PAGE_HEADER + 2 * n) + PAGE_HEADER;
/** Where the key of the node at `at` begins. */
export const keyStart = (at: number): number => at + NODE_HEADER;
/** Where it ends; its value begins there. */
export const keyEnd = (page: Buffer, at: number): number => at + NODE_HEADER + page.readUInt16LE(at + 6);
/** Bytes of the value. */
export const valueSize = (page: Buffer, at: number): number =>
  page.readUInt16LE(at) + page.readUInt16LE(at + 2) * 2 ** 16;
/** Flags of the node. */
export const flagsOf = (page: Buffer, at: number): number => page.readUInt16LE(at + 4);
/** The page that a node of a branch leads to. */
export const childOf = (page: Buffer, at: number): number => valueSize(page, at) + flagsOf(page, at) * 2 ** 32;

/** Marks where nodes start; clean between two pages. */
const starts = new Uint8Array(65_537);

/** How many nodes a page has, after they were found to fill it without hole or overlap; undefined if they do not. */
export function countNodes(page: Buffer, kind: number): number | undefined {
  const limit = page.length - PAGE_HEADER;
  const lower = page.readUInt16LE(20);
  const upper = page.readUInt16LE(22);
  if (lower % 2 !== 0 || lower > upper || upper > limit) return undefined;
  const count = lower / 2;
  const fine = fill(page, count, upper, kind);
  starts.fill(0, upper, limit + 1);
  return fine ? count : undefined;
}

function fill(page: Buffer, count: number, upper: number, kind: number): boolean {
  const limit = page.length - PAGE_HEADER;
  let total = 0;
  for (let n = 0; n < count; n += 1) {
    const start = nodeAt(page, n) - PAGE_HEADER;
    if (start < upper || start + NODE_HEADER > limit || starts[start] === 1) return false;
    const size = nodeSize(page, start + PAGE_HEADER, kind);
    if (start + size > limit) return false;
    starts[start] = 1;
    total += size;
  }
  if (total !== limit - upper) return false;
  for (let n = 0; n < count; n += 1) {
    const at = nodeAt(page, n);
    const end = at - PAGE_HEADER + nodeSize(page, at, kind);
    if (end !== limit && starts[end] !== 1) return false;
  }
  return true;
}

/** Bytes that a node takes in its page: they are rounded up to an even number. */
function nodeSize(page: Buffer, at: number, kind: number): number {
  const size = keyEnd(page, at) - at + (kind === BRANCH ? 0 : storedSize(page, at));
  return size + (size % 2);
}

function storedSize(page: Buffer, at: number): number {
  return (flagsOf(page, at) & BIG_DATA) === 0 ? valueSize(page, at) : OVERFLOW_POINTER;
}

/** The keys between which those of a page lie: the first included, the second not. */
export interface Bounds {
  readonly low: Buffer | undefined;
  readonly high: Buffer | undefined;
}

/** True if the keys of a page rise within their bounds. The first key of a branch stands for the lower bound and is empty. */
export function keysInOrder(
  page: Buffer,
  count: number,
  kind: number,
  { low, high }: Bounds,
  integers: boolean,
): boolean {
  const first = kind === BRANCH ? 1 : 0;
  if (count <= first) return true;
  const at = nodeAt(page, first);
  if (low !== undefined && compareKey(page, at, low, integers) < 0) return false;
  for (let n = first + 1; n < count; n += 1)
    if (compareNodes(page, nodeAt(page, n), nodeAt(page, n - 1), integers) <= 0) return false;
  return high === undefined || compareKey(page, nodeAt(page, count - 1), high, integers) < 0;
}

function compareKey(page: Buffer, at: number, key: Buffer, integers: boolean): number {
  return integers
    ? uint64(page, keyStart(at)) - uint64(key, 0)
    : page.compare(key, 0, key.length, keyStart(at), keyEnd(page, at));
}

function compareNodes(page: Buffer, at: number, other: number, integers: boolean): number {
  return integers
    ? uint64(page, keyStart(at)) - uint64(page, keyStart(other))
    : page.compare(page, keyStart(other), keyEnd(page, other), keyStart(at), keyEnd(page, at));
}
