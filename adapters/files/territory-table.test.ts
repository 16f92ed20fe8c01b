import assert from 'node:assert/strict';
import { BlockList } from 'node:net';
import { test } from 'node:test';
import { DamagedTable, loadTerritoryTable, readTerritoryTable } from './territory-table.ts';

const isTerritory = (code: string): boolean => ['DE', 'FR', 'CH', 'US'].includes(code);
const read = (...lines: readonly string[]) => readTerritoryTable(lines.join('\n'), isTerritory);

test('the longest prefix says where an address is, for IPv4 and IPv6', () => {
  const table = read(
    '# networks',
    '10.0.0.0/8,DE',
    '10.1.0.0/16,FR',
    '10.1.2.0/24,CH\r',
    '',
    '10.255.255.255/32,US',
    '2001:db8::/32,DE',
    '2001:db8:1::/48,US',
    '::ffff:192.0.2.0/120,FR',
  );
  const wanted = {
    '10.0.0.0': 'DE',
    '10.1.0.0': 'FR',
    '10.1.2.0': 'CH',
    '10.1.2.255': 'CH',
    '10.1.3.0': 'FR',
    '10.2.0.0': 'DE',
    '10.255.255.254': 'DE',
    '10.255.255.255': 'US',
    '9.255.255.255': null,
    '11.0.0.0': null,
    '::ffff:10.1.2.3': 'CH',
    '192.0.2.7': 'FR',
    '2001:db8::1': 'DE',
    '2001:db8:1::1': 'US',
    '2001:db8:2::': 'DE',
    '2001:db9::': null,
    '::1': null,
    'fe80::1%eth0': null,
    nonsense: null,
  };
  for (const [address, territory] of Object.entries(wanted)) assert.equal(table.of(address), territory, address);
  assert.equal(read().of('10.0.0.1'), null);
  assert.equal(read('0.0.0.0/0,DE', '::/0,FR').of('255.255.255.255'), 'DE');
  assert.equal(read('0.0.0.0/0,DE', '::/0,FR').of('ffff::'), 'FR');
});

test('a table answers as a walk over all its networks does', () => {
  const codes = ['DE', 'FR', 'CH', 'US'];
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const networks = new Map<string, { readonly length: number; readonly code: string; readonly list: BlockList }>();
  for (let count = 0; count < 300; count++) {
    const length = 8 + random(25);
    const bits = ((random(4) << 30) | (random(2 ** 20) << 10)) >>> 0;
    const masked = length === 32 ? bits : (bits & ~(2 ** (32 - length) - 1)) >>> 0;
    const address = [24, 16, 8, 0].map((shift) => (masked >>> shift) & 255).join('.');
    const list = new BlockList();
    list.addSubnet(address, length);
    networks.set(`${address}/${length}`, { length, code: codes[random(4)] ?? 'DE', list });
  }
  const table = read(...[...networks].map(([prefix, { code }]) => `${prefix},${code}`));
  for (let count = 0; count < 500; count++) {
    const address = [random(4) << 6, random(256), random(256), random(256)].join('.');
    const found = [...networks.values()]
      .filter(({ list }) => list.check(address))
      .toSorted((a, b) => b.length - a.length);
    assert.equal(table.of(address), found[0]?.code ?? null, address);
  }
});

test('a damaged table is refused with the line', () => {
  for (const line of [
    '10.0.0.0,DE',
    '10.0.0.0/33,DE',
    '10.0.0.1/8,DE',
    '10.0.0/8,DE',
    '10.0.0.0/8',
    '10.0.0.0/8,de',
    '10.0.0.0/8,XX',
    '10.0.0.0/8,DE,FR',
    '2001:db8::/129,DE',
    'x',
  ])
    assert.throws(
      () => read('10.0.0.0/8,DE', '', line),
      (error) => error instanceof DamagedTable && error.message.startsWith('line 3 '),
      line,
    );
  assert.throws(() => read('10.0.0.0/8,DE', '10.0.0.0/8,FR'), DamagedTable);
  assert.equal(read('10.0.0.0/8,DE', '10.0.0.0/8,DE').of('10.0.0.1'), 'DE');
  assert.throws(() => loadTerritoryTable('/nowhere/at/all.csv', isTerritory), /cannot be read/);
});
