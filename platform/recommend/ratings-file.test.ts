import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { readLine, readRatings } from './ratings-file.ts';

async function reading(text: string) {
  const directory = await mkdtemp(join(tmpdir(), 'ratings-'));
  const path = join(directory, 'ratings.dat');
  await writeFile(path, text);
  try {
    return await readRatings(path);
  } finally {
    await rm(directory, { recursive: true });
  }
}
const watches = [
  { profile: 0, title: 0, at: 900 },
  { profile: 1, title: 0, at: 1000 },
  { profile: 0, title: 1, at: 1100 },
];

it('reads every way in which ratings are written, in order of time', async () => {
  for (const [header, separator] of [
    ['', '::'],
    ['', '\t'],
    ['userId,movieId,rating,timestamp\r\n', ','],
    ['\uFEFFuser_id;movie;rating;when\n', ';'],
  ] as const) {
    const lines = [
      ['b', 'x', '4.5', '1000'],
      ['a', 'x', '7', '900'],
      ['a', 'y', '1', '1100'],
    ].map((parts) => parts.join(separator));
    const { wrong, repeats, ...read } = await reading(`${header}${lines.join('\n')}\n\n`);
    deepEqual(read, { watches, profiles: 2, titles: 2 }, separator);
    deepEqual([wrong.count, repeats], [0, 0]);
  }
});

it('what is rated again counts once', async () => {
  const { watches: read, repeats } = await reading('a::x::1::50\na::x::9::40\nb::x::9::60\n');
  deepEqual([read.map(({ at }) => at), repeats], [[40, 60], 1]);
});

it('lines that are no ratings are named and passed over', async () => {
  const bad = ['', 'a::x::1', 'a::x::1::2::3', '::x::1::2', 'a::x::good::2', 'a::x::1::yesterday', 'a::x::1::-4'];
  const { watches: read, wrong } = await reading(`a::x::1::50\n${bad.join('\n')}\n${'z'.repeat(5000)}\n`);
  equal(read.length, 1);
  equal(wrong.count, 7);
  match(wrong.first.join('\n'), /^line 3: it has 3 fields.*\n.*5 fields.*\n.*empty\n.*"good" is not a number/);
  for (const time of ['1e99', 'NaN', '0', '1.5', ''])
    match(JSON.stringify(readLine(`a::x::1::${time}`)), /is not in seconds/);
});

it('of many wrong lines the first are named', async () => {
  const { wrong } = await reading('nothing\n'.repeat(500));
  deepEqual([wrong.count, wrong.first.length], [500, 10]);
});

it('a file of nothing has nothing', async () => {
  deepEqual((await reading('')).watches, []);
});
