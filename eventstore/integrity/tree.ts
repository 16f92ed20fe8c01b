/** Walks one table of lmdb's data file and says what cannot be right in its pages. See pages.ts for the layout. */
import {
  BIG_DATA,
  SUB_TABLE,
  childOf,
  countNodes,
  flagsOf,
  keyEnd,
  keyStart,
  keysInOrder,
  nodeAt,
  valueSize,
  type Bounds,
} from './nodes.ts';
import { BRANCH, LEAF, OVERFLOW, PAGE_HEADER, uint64, type Pages, type TableRoot } from './pages.ts';

/** Flags of a page that say what kind it is. */
const KINDS = 0x7f;

/** One entry of a table. */
export interface Entry {
  readonly key: Buffer;
  /** The page of the entry. */
  readonly page: number;
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

/** Walks the whole table. */
export function walkTable(walk: Walk): void {
  const { pages, table, name } = walk;
  const counted = { branches: 0, leaves: 0, overflow: 0, entries: 0 };
  let broken = false;
  const damaged = (page: number, what: string): void => {
    broken = true;
    walk.damaged(page, `${what} (table ${name})`);
  };

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

  const isPage = (page: Buffer | undefined, number: number, kind: number): page is Buffer => {
    const fine = page !== undefined && uint64(page, 0) === number && (page.readUInt16LE(18) & KINDS) === kind;
    if (!fine) damaged(number, 'it is another page than it should be');
    return fine;
  };

  const visit = (number: number, by: number, level: number, bounds: Bounds): void => {
    if (!claim(number, 1, by)) return;
    const isLeaf = level === table.depth;
    if (isLeaf) counted.leaves += 1;
    else counted.branches += 1;
    if (isLeaf && !walk.leaves) return;
    const page = pages.page(number);
    const kind = isLeaf ? LEAF : BRANCH;
    if (!isPage(page, number, kind)) return;
    const count = countNodes(page, kind);
    if (count === undefined || count < (isLeaf ? 1 : 2)) damaged(number, 'its entries do not fit together');
    else if (!keysInOrder(page, count, kind, bounds, walk.integerKeys === true))
      damaged(number, 'its keys are not in order');
    else if (isLeaf) for (let n = 0; n < count; n += 1) visitEntry(page, number, nodeAt(page, n));
    else visitChildren(page, number, count, level, bounds);
  };

  const visitChildren = (page: Buffer, number: number, count: number, level: number, bounds: Bounds): void => {
    let low = bounds.low;
    for (let n = 0; n < count; n += 1) {
      const high = n + 1 < count ? keyOf(page, nodeAt(page, n + 1)) : bounds.high;
      visit(childOf(page, nodeAt(page, n)), number, level + 1, { low, high });
      low = high;
    }
  };

  const visitEntry = (page: Buffer, number: number, at: number): void => {
    counted.entries += 1;
    const flags = flagsOf(page, at);
    const size = valueSize(page, at);
    const from = keyEnd(page, at);
    if (flags !== (walk.tables === true ? SUB_TABLE : flags & BIG_DATA)) {
      damaged(number, `an entry has the flags ${flags}`);
      return;
    }
    if (flags !== BIG_DATA) {
      walk.entry?.({ key: keyOf(page, at), page: number, value: () => page.subarray(from, from + size) });
      return;
    }
    const start = uint64(page, from);
    const count = Math.floor((PAGE_HEADER - 1 + size) / pages.pageSize) + 1;
    counted.overflow += count;
    if (uint64(page, from + 16) !== count) {
      damaged(number, 'the length of an entry is not that of its pages');
      return;
    }
    if (!claim(start, count, number)) return;
    const first = pages.page(start);
    if (!isPage(first, start, OVERFLOW)) return;
    if (first.readUInt32LE(20) !== count) damaged(start, 'it says another number of pages than its entry');
    else walk.entry?.({ key: keyOf(page, at), page: start, value: () => pages.bytes(start, PAGE_HEADER, size) });
  };

  if (table.root !== undefined) visit(table.root, 0, 1, { low: undefined, high: undefined });
  if (broken) return;
  const wanted = [table.branchPages, table.leafPages, ...(walk.leaves ? [table.overflowPages, table.entries] : [])];
  const found = [counted.branches, counted.leaves, ...(walk.leaves ? [counted.overflow, counted.entries] : [])];
  if (wanted.join() !== found.join())
    damaged(
      table.root ?? 0,
      `the table should have ${wanted.join(', ')} branches, leaves, further pages and entries, and has ${found.join(', ')}`,
    );
}

function keyOf(page: Buffer, at: number): Buffer {
  return page.subarray(keyStart(at), keyEnd(page, at));
}
