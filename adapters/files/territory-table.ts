import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Territories } from '../../ports/territory.ts';

/** A table that cannot be used, and where it is damaged. */
export class DamagedTable extends Error {
  override name = 'DamagedTable';
}

const BITS = 128n;
/** IPv4 addresses stand where IPv6 maps them (RFC 4291, 2.5.5.2), so that one table holds both. */
const MAPPED = 0xffffn << 32n;

/** An address as a number of 128 bits; undefined: it is none. */
function numberOf(address: string): bigint | undefined {
  const family = isIP(address);
  if (family === 4) return MAPPED | v4(address);
  if (family === 0 || address.includes('%')) return undefined;
  const [head = '', tail] = address.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<bigint>(Math.max(0, zeros)).fill(0n), ...after].reduce(
    (sum, each) => (sum << 16n) | each,
    0n,
  );
}
const v4 = (address: string): bigint => address.split('.').reduce((sum, each) => (sum << 8n) | BigInt(each), 0n);
const groupsOf = (text: string): readonly bigint[] =>
  text === ''
    ? []
    : text.split(':').flatMap((group) => {
        if (!group.includes('.')) return [BigInt(`0x${group}`)];
        const last = v4(group);
        return [last >> 16n, last & 0xffffn];
      });

interface Network {
  readonly first: bigint;
  readonly last: bigint;
  readonly territory: string;
}

function networkOf(line: string, isTerritory: (code: string) => boolean): Network | string {
  const [prefix = '', territory = '', ...more] = line.split(',').map((part) => part.trim());
  const [address = '', length = '', ...rest] = prefix.split('/');
  const first = numberOf(address);
  const width = isIP(address) === 4 ? 32 : 128;
  if (more.length > 0 || rest.length > 0 || first === undefined || !/^\d{1,3}$/.test(length) || Number(length) > width)
    return 'is not a network and its country, such as 192.0.2.0/24,DE';
  if (!isTerritory(territory)) return `names "${territory}", which is no territory of ISO 3166-1`;
  const rests = (1n << BigInt(width - Number(length))) - 1n;
  if ((first & rests) !== 0n) return 'has bits set behind its length';
  return { first, last: first | rests, territory };
}

/**
 * Reads a table of networks, a line `prefix,country` each; empty lines and lines that begin with `#` are passed over. Longer
 * prefixes go before shorter ones. An address is found in O(log n).
 * @param isTerritory whether a code is one of ISO 3166-1
 * @throws DamagedTable with the number of the line
 */
export function readTerritoryTable(text: string, isTerritory: (code: string) => boolean): Territories {
  const networks: Network[] = [];
  for (const [index, given] of text.split('\n').entries()) {
    const line = given.trim();
    if (line === '' || line.startsWith('#')) continue;
    const network = networkOf(line, isTerritory);
    if (typeof network === 'string') throw new DamagedTable(`line ${index + 1} ${network}: "${line.slice(0, 60)}"`);
    networks.push(network);
  }
  networks.sort((a, b) => (a.first === b.first ? (a.last > b.last ? -1 : 1) : a.first < b.first ? -1 : 1));
  const { starts, values } = flat(networks);
  return {
    of(address) {
      const wanted = numberOf(address);
      if (wanted === undefined) return null;
      let [low, high] = [0, starts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0n) <= wanted) low = middle + 1;
        else high = middle;
      }
      return values[low - 1] ?? null;
    },
  };
}

/** Networks that lie within each other, as where each answer begins. They are sorted, the wider ones first. */
function flat(networks: readonly Network[]): {
  readonly starts: readonly bigint[];
  readonly values: readonly (string | null)[];
} {
  const starts: bigint[] = [];
  const values: (string | null)[] = [];
  const begin = (at: bigint, value: string | null): void => {
    if (starts.at(-1) === at) values[values.length - 1] = value;
    else {
      starts.push(at);
      values.push(value);
    }
  };
  const around: Network[] = [];
  const leaveBefore = (at: bigint): void => {
    for (let inner = around.at(-1); inner !== undefined && inner.last < at; inner = around.at(-1)) {
      around.pop();
      begin(inner.last + 1n, around.at(-1)?.territory ?? null);
    }
  };
  for (const network of networks) {
    leaveBefore(network.first);
    const same = around.at(-1);
    if (same?.first === network.first && same.last === network.last && same.territory !== network.territory)
      throw new DamagedTable(`one network is said to be in ${same.territory} and in ${network.territory}`);
    begin(network.first, network.territory);
    around.push(network);
  }
  leaveBefore(1n << BITS);
  return { starts, values };
}

/** The table in a file. @throws DamagedTable, also when it cannot be read */
export function loadTerritoryTable(path: string, isTerritory: (code: string) => boolean): Territories {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new DamagedTable(`it cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return readTerritoryTable(text, isTerritory);
}
