/** Walks one table of lmdb's data file and says what cannot be right in its pages. See pages.ts for the layout. */
import { BRANCH, LEAF, OVERFLOW, PAGE_HEADER, uint64, type Pages, type TableRoot } from './pages.ts';

const NODE_HEADER = 8;
const BIG_DATA = 0x01;
const SUB_TABLE = 0x02;
const OVERFLOW_POINTER = 24;

/** One entry of a table. */
export interface Entry {
  readonly key: Buffer;
  /** The page of the entry. */
  readonly page: number;
  readonly flags: number;
  /** Reads the value. */
  value(): Buffer;
}

/** How to walk a table. */
export interface Walk {
  readonly pages: Pages;
  readonly name: string;
  readonly table: TableRoot;
  /** Pages that are spoken for: each may be reached once. */
  readonly used: Uint8Array;
  /** Entries are the roots of tables. */
  readonly tables?: boolean;
  /** Keys are numbers in the machine's order, not texts. */
  readonly integerKeys?: boolean;
  /** Reads the pages of entries too; otherwise only those above them, a hundredth. */
  readonly leaves: boolean;
  /** Hears of each thing that cannot be right; the walk goes on with what lies beside it. */
  damaged(page: number, what: string): void;
  /** Gets each entry in order. */
  entry?(entry: Entry): void;
}

/** A page to look at: who names it, how far from the root it is, and the keys between which its own have to lie. */
interface Visit {
  readonly number: number;
  readonly by: number;
  readonly level: number;
  readonly low: Buffer | undefined;
  readonly high: Buffer | undefined;
}

/** Walks the whole table. */
export function walkTable(walk: Walk): void {
  const { pages, table, name } = walk;
  const counted = { branches: 0, leaves: 0, overflow: 0, entries: 0 };
  let broken = false;
  const damaged = (page: number, what: string): void => {
    broken = true;
    walk.damaged(page, `${what} (table ${name})`);
  };
  const limit = pages.pageSize - PAGE_HEADER;
  const starts = new Uint8Array(limit + 1);

  const claim = (from: number, count: number, by: number): boolean => {
    for (let page = from; page < from + count; page += 1) {
      if (page < 2 || page > pages.meta.lastPage || page >= pages.count) {
        damaged(
          by,
          page >= pages.count ? `it names page ${page}, behind the end of the file` : `it names page ${page}`,
        );
        return false;
      }
      if (walk.used[page] === 1) {
        damaged(by, `it names page ${page}, which something else uses`);
        return false;
      }
      walk.used[page] = 1;
    }
    return true;
  };

  /** Where the nodes of a page start, after all of them were found to fill it without hole or overlap; undefined if they do not. */
  const nodesOf = (page: Buffer, kind: number): number | undefined => {
    const lower = page.readUInt16LE(20);
    const upper = page.readUInt16LE(22);
    if (lower % 2 !== 0 || lower > upper || upper > limit) return undefined;
    const count = lower / 2;
    let total = 0;
    let fine = true;
    for (let n = 0; n < count && fine; n += 1) {
      const at = page.readUInt16LE(PAGE_HEADER + 2 * n);
      const size = at + NODE_HEADER <= limit ? nodeSize(page, at + PAGE_HEADER, kind) : Infinity;
      fine = at >= upper && at + size <= limit && starts[at] === 0;
      if (fine) starts[at] = 1;
      total += size;
    }
    fine &&= total === limit - upper;
    for (let n = 0; n < count && fine; n += 1) {
      const at = page.readUInt16LE(PAGE_HEADER + 2 * n);
      const end = at + nodeSize(page, at + PAGE_HEADER, kind);
      fine = end === limit || starts[end] === 1;
    }
    starts.fill(0, upper);
    return fine ? count : undefined;
  };

  const compare = (page: Buffer, from: number, to: number, key: Buffer): number =>
    walk.integerKeys === true ? uint64(page, from) - uint64(key, 0) : page.compare(key, 0, key.length, from, to);

  const visit = ({ number, by, level, low, high }: Visit): void => {
    if (!claim(number, 1, by)) return;
    const isLeaf = level === table.depth;
    if (isLeaf) counted.leaves += 1;
    else counted.branches += 1;
    if (isLeaf && !walk.leaves) return;
    const page = pages.page(number);
    if (page === undefined) return;
    const kind = isLeaf ? LEAF : BRANCH;
    if (uint64(page, 0) !== number || (page.readUInt16LE(18) & 0x7f) !== kind) {
      damaged(number, 'it is another page than it should be');
      return;
    }
    const count = nodesOf(page, kind);
    if (count === undefined || count < (isLeaf ? 1 : 2)) {
      damaged(number, 'its entries do not fit together');
      return;
    }
    let former = low;
    const keys: Buffer[] = [];
    for (let n = 0; n < count; n += 1) {
      const at = page.readUInt16LE(PAGE_HEADER + 2 * n) + PAGE_HEADER;
      const from = at + NODE_HEADER;
      const to = from + page.readUInt16LE(at + 6);
      const first = !isLeaf && n === 0;
      const inOrder =
        first ||
        ((former === undefined || compare(page, from, to, former) >= (n === 0 ? 0 : Number.MIN_VALUE)) &&
          (high === undefined || compare(page, from, to, high) < 0));
      if (!inOrder) {
        damaged(number, 'its keys are not in order');
        return;
      }
      const key = page.subarray(from, to);
      if (!first) former = key;
      keys.push(key);
    }
    if (isLeaf) visitEntries(page, number, keys);
    else
      for (let n = 0; n < count; n += 1) {
        const at = page.readUInt16LE(PAGE_HEADER + 2 * n) + PAGE_HEADER;
        const child = page.readUInt16LE(at) + page.readUInt16LE(at + 2) * 2 ** 16 + page.readUInt16LE(at + 4) * 2 ** 32;
        visit({ number: child, by: number, level: level + 1, low: n === 0 ? low : keys[n], high: keys[n + 1] ?? high });
      }
  };

  const visitEntries = (page: Buffer, number: number, keys: readonly Buffer[]): void => {
    for (const [n, key] of keys.entries()) {
      counted.entries += 1;
      const at = page.readUInt16LE(PAGE_HEADER + 2 * n) + PAGE_HEADER;
      const size = page.readUInt16LE(at) + page.readUInt16LE(at + 2) * 2 ** 16;
      const flags = page.readUInt16LE(at + 4);
      const from = at + NODE_HEADER + key.length;
      const fitting = walk.tables === true ? flags === SUB_TABLE : flags === 0 || flags === BIG_DATA;
      if (!fitting) {
        damaged(number, `an entry has the flags ${flags}`);
        continue;
      }
      if (flags !== BIG_DATA) {
        walk.entry?.({ key, page: number, flags, value: () => page.subarray(from, from + size) });
        continue;
      }
      const start = uint64(page, from);
      const count = Math.floor((PAGE_HEADER - 1 + size) / pages.pageSize) + 1;
      counted.overflow += count;
      if (uint64(page, from + 16) !== count) {
        damaged(number, 'the length of an entry is not that of its pages');
        continue;
      }
      if (!claim(start, count, number)) continue;
      const first = pages.page(start);
      if (
        first === undefined ||
        uint64(first, 0) !== start ||
        (first.readUInt16LE(18) & 0x7f) !== OVERFLOW ||
        first.readUInt32LE(20) !== count
      ) {
        damaged(start, 'it is another page than it should be');
        continue;
      }
      walk.entry?.({ key, page: start, flags, value: () => pages.bytes(start, PAGE_HEADER, size) });
    }
  };

  if (table.root !== undefined) visit({ number: table.root, by: 0, level: 1, low: undefined, high: undefined });
  if (broken) return;
  const wanted = [table.branchPages, table.leafPages, ...(walk.leaves ? [table.overflowPages, table.entries] : [])];
  const found = [counted.branches, counted.leaves, ...(walk.leaves ? [counted.overflow, counted.entries] : [])];
  if (wanted.join() !== found.join())
    damaged(
      table.root ?? 0,
      `the table should have ${wanted.join(', ')} branches, leaves, further pages and entries, and has ${found.join(', ')}`,
    );
}

/** Bytes that a node takes in its page: they are rounded up to an even number. */
function nodeSize(page: Buffer, at: number, kind: number): number {
  const keySize = page.readUInt16LE(at + 6);
  if (kind === BRANCH) return even(NODE_HEADER + keySize);
  const flags = page.readUInt16LE(at + 4);
  const size = page.readUInt16LE(at) + page.readUInt16LE(at + 2) * 2 ** 16;
  return even(NODE_HEADER + keySize + ((flags & BIG_DATA) === 0 ? size : OVERFLOW_POINTER));
}

function even(size: number): number {
  return size + (size % 2);
}
