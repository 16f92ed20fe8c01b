import type { Column, Row } from './table.ts';
import { FoldFailed } from './failures.ts';

const NUL = '\u0000';

/** PostgreSQL holds no null character: one in a name would keep every later event of its key from the read model. */
const storable = (text: string): string => (text.includes(NUL) ? text.replaceAll(NUL, '\uFFFD') : text);

/** `jsonb` holds no half of a surrogate pair either; in a text column it becomes U+FFFD on the way, as UTF-8. */
const storableJson = (value: unknown): string => {
  const json = JSON.stringify(value);
  if (!/\\u(?:0000|d)/.test(json)) return json;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storable(part).toWellFormed() : part,
  );
};

/** The text of a value that is not null, as PostgreSQL reads it for its column. */
function plainText(value: unknown, column: Column<unknown>): string {
  if (column.kind === 'json') return storableJson(value);
  if (typeof value === 'string') return storable(value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  throw new FoldFailed(`a value of type ${typeof value} does not fit a column of kind ${column.kind}`);
}

const needsQuotes = (column: Column<unknown>): boolean =>
  column.kind === 'text' || column.kind === 'json' || column.kind === 'instant';
const special = /["\\]/;

function arrayElement(value: unknown, column: Column<unknown>): string {
  if (value === null || value === undefined) return 'NULL';
  const text = plainText(value, column);
  if (!needsQuotes(column)) return text;
  return special.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : `"${text}"`;
}

/** One column of many rows as an array literal for `unnest`. */
export function arrayLiteral(rows: readonly Row[], property: string, column: Column<unknown>): string {
  let literal = '{';
  for (let index = 0; index < rows.length; index += 1)
    literal += (index === 0 ? '' : ',') + arrayElement(rows[index]?.[property], column);
  return `${literal}}`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const copySpecial = /[\\\n\r\t]/;

const escaped = (text: string): string =>
  copySpecial.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (found) => escapes[found] as string) : text;

/** One row in the text format of COPY (https://www.postgresql.org/docs/15/sql-copy.html). */
export function copyLine(
  row: Row,
  columns: readonly { readonly property: string; readonly column: Column<unknown> }[],
): string {
  let line = '';
  for (let index = 0; index < columns.length; index += 1) {
    const { property, column } = columns[index] as (typeof columns)[number];
    const value = row[property];
    if (index > 0) line += '\t';
    if (value === null || value === undefined) line += '\\N';
    // Numbers and booleans hold nothing that would end a field.
    else if (typeof value === 'string' && column.kind !== 'json') line += escaped(storable(value));
    else if (typeof value === 'object' || typeof value === 'string') line += escaped(plainText(value, column));
    else line += plainText(value, column);
  }
  return `${line}\n`;
}
