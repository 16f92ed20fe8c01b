import pg from 'pg';

const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** `2026-01-02 03:04:05.6+00` → `2026-01-02T03:04:05.600Z`. The session's time zone is UTC. */
function parseInstant(value: string): string {
  if (value.length < 22 || !value.endsWith('+00')) return new Date(value).toISOString();
  const fraction = value.slice(20, -3);
  return `${value.slice(0, 10)}T${value.slice(11, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}

/** How values come: int8 as bigint, timestamptz as ISO 8601, the rest as `pg` has it. */
export const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === INT8) return BigInt;
    if (format !== 'binary' && oid === TIMESTAMPTZ) return parseInstant;
    return pg.types.getTypeParser(oid, format);
  },
};
