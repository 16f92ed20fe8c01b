import type { Column, Row } from './table.ts';
import { FoldFailed } from './failures.ts';
import { fitText } from './fit.ts';

/** `jsonb` holds neither null characters nor halves of surrogate pairs. */
const storableJson = (value: unknown): string => {
  const json = JSON.stringify(value);
  if (!/\\u(?:0000|d)/.test(json)) return json;
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? fitText(part) : part));
};

/** The text of a value that is not null, as PostgreSQL reads it for its column. */
function plainText(value: unknown, column: Column<unknown>): string {
  if (column.kind === 'json') return storableJson(value);
  if (typeof value === 'string') return value;
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
    else if (typeof value === 'string' && column.kind !== 'json') line += escaped(value);
    else if (typeof value === 'object' || typeof value === 'string') line += escaped(plainText(value, column));
    else line += plainText(value, column);
  }
  return `${line}\n`;
}
