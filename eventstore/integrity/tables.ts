/** Finds the tables of a log in its file, and walks the pages that belong to none. */
import { parseAbout } from '../storage/about.ts';
import { orderedNumber } from '../storage/ordered-number.ts';
import type { SealedFrom } from '../storage/seal.ts';
import { tableRootAt, uint64, type Pages, type TableRoot } from './pages.ts';
import { walkTable, type Entry, type Walk } from './tree.ts';

/** Names of a log's tables, in the order in which they are walked. */
export const TABLES = ['about', 'names', 'index', 'records'] as const;
export type TableName = (typeof TABLES)[number];

/** A log's file with what was found in it. */
export interface LogFile {
  readonly pages: Pages;
  /** Undefined for a table that a new log does not have yet. */
  table(name: TableName): TableRoot | undefined;
  /** Walks a table. */
  walk(name: TableName, leaves: boolean, entry?: (entry: Entry) => void): void;
  /** Walks the list of free pages; call it when the tables were walked, for no page may be in both. */
  walkFree(): void;
}

/** Reads the table of tables. `damaged` hears of each thing that cannot be right. */
export function openLogFile(pages: Pages, damaged: (page: number, what: string) => void): LogFile {
  const used = new Uint8Array(pages.meta.lastPage + 1);
  const tables = new Map<string, TableRoot>();
  const walkOf = (name: string, table: TableRoot): Walk => ({ pages, name, table, used, leaves: true, damaged });
  walkTable({
    ...walkOf('of tables', pages.meta.main),
    tables: true,
    entry({ key, page, value }) {
      const bytes = value();
      const name = key.toString('latin1').replace(/\0$/, '');
      if (bytes.length === 48 && TABLES.some((known) => known === name)) tables.set(name, tableRootAt(bytes, 0));
      else damaged(page, `there is a table ${JSON.stringify(name)}`);
    },
  });
  return {
    pages,
    table: (name) => tables.get(name),
    walk(name, leaves, entry) {
      const table = tables.get(name);
      if (table === undefined) return;
      walkTable({ ...walkOf(name, table), leaves, ...(entry === undefined ? {} : { entry }) });
    },
    walkFree() {
      const lists: { page: number; bytes: Buffer }[] = [];
      walkTable({
        ...walkOf('of free pages', pages.meta.free),
        integerKeys: true,
        entry: ({ page, value }) => lists.push({ page, bytes: value() }),
      });
      for (const { page, bytes } of lists)
        checkFreeList(bytes, pages.meta.lastPage, used, (what) => damaged(page, what));
    },
  };
}

/**
 * A list of free pages: their count of words, then the words: a page, or minus the length of a run and its first page, or
 * nothing. What is in it will be written over, so it may name no page that is in use.
 */
function checkFreeList(bytes: Buffer, lastPage: number, used: Uint8Array, damaged: (what: string) => void): void {
  const words = bytes.length >= 8 ? uint64(bytes, 0) : NaN;
  if (!(8 * (words + 1) <= bytes.length)) {
    damaged('the list of free pages has no end');
    return;
  }
  let run = 1;
  for (let at = 8; at < 8 * (words + 1); at += 8) {
    const word = Number(bytes.readBigInt64LE(at));
    if (word === 0) continue;
    if (word < 0) {
      run = -word;
      continue;
    }
    if (word < 2 || word + run - 1 > lastPage || used.subarray(word, word + run).includes(1)) {
      damaged(`the list of free pages names page ${word}, which is in use or does not exist`);
      return;
    }
    used.fill(1, word, word + run);
    run = 1;
  }
}

/** Reads from the table `about` from where on everything has a checksum; nothing has to where that cannot be read. */
export function sealedFrom(log: LogFile, damaged: (what: string) => void): SealedFrom {
  const about = new Map<string, Buffer>();
  log.walk('about', true, ({ key, value }) => about.set(key.toString('latin1').replace(/\0+$/, ''), value()));
  const unsealed = { position: Infinity, stream: Infinity };
  // a log that was never opened to the end has nothing yet
  if (about.size === 0 && log.table('records')?.root === undefined) return unsealed;
  const format = about.get('format');
  const read = parseAbout({
    format: format === undefined ? undefined : orderedNumber(format, 0),
    instance: textOf(about.get('instance')),
    sealed: textOf(about.get('sealed')),
  });
  if (read.kind === 'damaged') damaged('what the log says about itself is damaged');
  return read.kind === 'known' ? read.about.sealed : unsealed;
}

function textOf(bytes: Buffer | undefined): string | undefined {
  return bytes?.toString('latin1').replace(/\0+$/, '');
}
