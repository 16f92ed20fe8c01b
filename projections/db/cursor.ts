/** A cursor that we did not make. The caller may have altered it, or it is of another list. */
export class BadCursor extends Error {
  override name = 'BadCursor';
  constructor() {
    super(
      'The cursor is not one of this list. Send back a cursor that the list gave, or none to start at its beginning.',
    );
  }
}

const LARGEST = 2n ** 63n - 1n;

/** An opaque cursor: a position in one list. `list` keeps cursors of different lists apart. */
export const encodeCursor = (list: string, position: bigint): string =>
  Buffer.from(`${list}:${position}`).toString('base64url');

/** @throws BadCursor */
export function decodeCursor(list: string, cursor: string): bigint {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, found, digits] = /^([a-z-]{1,20}):(\d{1,19})$/.exec(text) ?? [];
  const position = BigInt(digits ?? -1);
  if (found !== list || position < 0n || position > LARGEST) throw new BadCursor();
  return position;
}
