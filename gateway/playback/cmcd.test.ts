import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CMCD_LENGTH, flagOf, numberOf, parseCmcd, textOf } from './cmcd.ts';

const read = (text: string) => {
  const cmcd = parseCmcd(text);
  return cmcd && Object.fromEntries(cmcd);
};

test('version 1 as the specification writes it', () => {
  assert.deepEqual(
    read(
      'bl=21300,br=3200,bs,cid="faec5fc2-ac30-11ea-bb37-0242ac130002",d=4004,mtp=25400,nor="..%2F300kbps%2Ftrack.m4v",ot=v,pr=1.08,rtp=12000,sf=d,sid="6e2fb550-c457-11e9-bb97-0800200c9a66",st=v,su,tb=6000',
    ),
    {
      ...{ bl: 21300, br: 3200, bs: true, cid: 'faec5fc2-ac30-11ea-bb37-0242ac130002', d: 4004, mtp: 25400 },
      ...{ nor: '..%2F300kbps%2Ftrack.m4v', ot: 'v', pr: 1.08, rtp: 12000, sf: 'd', st: 'v', su: true, tb: 6000 },
      sid: '6e2fb550-c457-11e9-bb97-0800200c9a66',
    },
  );
});

test('version 2 with lists, parameters, flags and keys of our own', () => {
  const cmcd = parseCmcd(
    'br=(5000;v 128;a),bl=(8000;v 9000;a),bs=?0,e=ps,sta=p,sn=7,ts=1700000000000,com.reprise-by=4096,v=2',
  );
  assert.ok(cmcd !== undefined);
  assert.deepEqual(
    [
      numberOf(cmcd, 'br'),
      numberOf(cmcd, 'bl'),
      flagOf(cmcd, 'bs'),
      textOf(cmcd, 'sta', 1),
      numberOf(cmcd, 'ts', 2 ** 53),
    ],
    [5000, 9000, false, 'p', 1_700_000_000_000],
  );
  assert.equal(numberOf(cmcd, 'com.reprise-by'), 4096);
  assert.equal(numberOf(cmcd, 'absent'), undefined);
  assert.equal(read('sid="a \\"b\\" \\\\c"')?.['sid'], 'a "b" \\c');
});

test('what is no CMCD is none of it', () => {
  for (const text of [
    '',
    ',',
    'br=',
    'br=3200,',
    '=3200',
    'BR=3200',
    'br=3200;',
    'br=12345678901234567890',
    'br=1e9',
    'sid="open',
    'sid="line\nbreak"',
    'sid="ä"',
    'br=(1 2',
    'br=((1))',
    `nor="${'x'.repeat(CMCD_LENGTH)}"`,
    Array.from({ length: 65 }, (_, index) => `k${index}=1`).join(','),
    `br=(${'1 '.repeat(17)})`,
    '__proto__=1',
  ])
    assert.equal(parseCmcd(text), undefined, text.slice(0, 40));
  assert.equal(numberOf(parseCmcd('br=-5') ?? new Map(), 'br'), 0);
  assert.equal(numberOf(parseCmcd('br=999999999999') ?? new Map(), 'br'), 2 ** 31 - 1);
});

test('whatever a player writes is read without an exception, in a moment', () => {
  const alphabet = 'ab=,;"\\()?019. -*/\n%';
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...alphabet.split('')), maxLength: CMCD_LENGTH }), (text) => {
      const cmcd = parseCmcd(text);
      if (cmcd === undefined) return;
      for (const key of cmcd.keys()) void [numberOf(cmcd, key), textOf(cmcd, key, 10), flagOf(cmcd, key)];
    }),
    { numRuns: 500 },
  );
  const started = performance.now();
  for (const bad of [
    'a;'.repeat(1000),
    'a=("'.repeat(500),
    `a="${'\\"'.repeat(900)}`,
    '('.repeat(2000),
    'a=b;c=d'.repeat(280),
  ])
    for (let time = 0; time < 100; time += 1) parseCmcd(bad.slice(0, CMCD_LENGTH));
  assert.ok(performance.now() - started < 2000, 'no pattern goes back over what it has read');
});
