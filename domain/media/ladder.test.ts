import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EncodingPlan } from '../../schemas/media/ladder.ts';
import { planLadder, templateRungs } from './ladder.ts';
import { probeOf } from './samples.ts';

const sizes = (width: number, height: number): string[] =>
  planLadder(probeOf({ width, height })).video.map((one) => `${one.width}x${one.height}`);
const rate = (numerator: number, denominator: number) => probeOf({ frameRate: { numerator, denominator } });
const side = (one: { width: number; height: number }): number => Math.min(one.width, one.height);
const templateSides = new Set(templateRungs.map((rung) => rung.side));

const anySource = fc
  .record({
    width: fc.integer({ min: 2, max: 8192 }),
    height: fc.integer({ min: 2, max: 8192 }),
    frameRate: fc
      .constantFrom(
        [24, 1],
        [24_000, 1001],
        [25, 1],
        [30_000, 1001],
        [30, 1],
        [50, 1],
        [60_000, 1001],
        [60, 1],
        [120, 1],
        [240_000, 1001],
        [1, 2],
        [90_000, 1],
      )
      .map(([numerator = 1, denominator = 1]) => ({ numerator, denominator })),
  })
  .filter(({ width, height }) => Math.max(width, height) / Math.min(width, height) <= 4);

describe('ladder', () => {
  it('of a full-HD film has all six rungs of the table', () => {
    const { video, audio } = planLadder(probeOf());
    deepEqual(
      video.map(({ name, width, height, bitrateKbps, maxrateKbps, bufsizeKbps, profile, level }) => [
        name,
        `${width}x${height}`,
        bitrateKbps,
        maxrateKbps,
        bufsizeKbps,
        profile,
        level,
      ]),
      [
        ['v234', '416x234', 200, 240, 480, 'main', '3.0'],
        ['v360', '640x360', 600, 720, 1440, 'main', '3.0'],
        ['v432', '768x432', 1100, 1320, 2640, 'main', '3.1'],
        ['v540', '960x540', 2000, 2400, 4800, 'high', '3.1'],
        ['v720', '1280x720', 3200, 3840, 7680, 'high', '3.1'],
        ['v1080', '1920x1080', 5500, 6600, 13_200, 'high', '4.0'],
      ],
    );
    deepEqual(
      audio.map(({ name, sourceIndex, channels, language }) => [name, sourceIndex, channels, language]),
      [
        ['a64', 1, 2, 'eng'],
        ['a128', 1, 2, 'eng'],
      ],
    );
  });
  it('takes 1.4 times the rate from 720 lines up and higher levels above 30 frames per second', () => {
    const { video } = planLadder(rate(50, 1));
    deepEqual(
      video.map((one) => one.bitrateKbps),
      [200, 600, 1100, 2000, 4480, 7700],
    );
    deepEqual(
      video.map((one) => one.level),
      ['3.0', '3.1', '3.1', '3.1', '4.0', '4.2'],
    );
  });
  it('keeps a rung at source height when that lies more than 15 % above the rung below', () => {
    deepEqual(sizes(1600, 900), ['416x234', '640x360', '768x432', '960x540', '1280x720', '1600x900']);
    deepEqual(sizes(1424, 800), ['416x234', '640x360', '768x432', '962x540', '1282x720']);
  });
  it('stops at 1080 lines', () => equal(sizes(3840, 2160).at(-1), '1920x1080'));
  it('measures portrait films by their shorter side', () =>
    deepEqual(sizes(1080, 1920).slice(-2), ['720x1280', '1080x1920']));
  it('of a small source is small', () => {
    deepEqual(sizes(320, 240), ['312x234']);
    deepEqual(sizes(176, 144), ['176x144']);
    deepEqual(sizes(3, 3), ['2x2']);
  });
  it('has GOPs of whole frames next to two seconds, and three of them in a segment', () => {
    const grid = (numerator: number, denominator: number) => {
      const { gopFrames, segmentMs, frameRate } = planLadder(rate(numerator, denominator));
      return [gopFrames, segmentMs, `${frameRate.numerator}/${frameRate.denominator}`];
    };
    deepEqual(grid(25, 1), [50, 6000, '25/1']);
    deepEqual(grid(30_000, 1001), [60, 6006, '30000/1001']);
    deepEqual(grid(60_000, 1001), [120, 6006, '60000/1001']);
    deepEqual(grid(24_000, 1001), [48, 6006, '24000/1001']);
    deepEqual(grid(120, 1), [120, 6000, '60/1']);
  });
  it('says when to deinterlace and when to map tones', () => {
    const plan = planLadder(probeOf({ interlaced: true, colourTransfer: 'smpte2084' }));
    deepEqual([plan.deinterlace, plan.toneMap], [true, true]);
    deepEqual([planLadder(probeOf()).deinterlace, planLadder(probeOf()).toneMap], [false, false]);
  });
  it('of a silent film has no sound, and sound keeps one channel when it has one', () => {
    deepEqual(planLadder(probeOf({}, [])).audio, []);
    const mono = planLadder(
      probeOf({}, [{ index: 3, codec: 'aac', channels: 1, sampleRate: 44_100, language: null }]),
    ).audio;
    deepEqual(
      mono.map(({ channels, language, sourceIndex }) => [channels, language, sourceIndex]),
      [
        [1, 'und', 3],
        [1, 'und', 3],
      ],
    );
  });

  it('is lawful for every source: valid, even, never above it, growing, in its shape, on one grid', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const plan = planLadder(probeOf(source));
        EncodingPlan.parse(plan);
        const fps = plan.frameRate.numerator / plan.frameRate.denominator;
        ok(fps <= 60);
        equal(plan.gopFrames, Math.max(1, Math.round(2 * fps)));
        for (const [index, one] of plan.video.entries()) {
          ok(one.width % 2 === 0 && one.height % 2 === 0);
          ok(
            one.width <= source.width && one.height <= source.height,
            `${one.width}x${one.height} is above the source`,
          );
          ok(
            Math.abs(one.width / one.height - source.width / source.height) <=
              (source.width / source.height) * (3 / side(one)),
            'another shape',
          );
          const below = plan.video[index - 1];
          if (below === undefined) continue;
          ok(side(one) > side(below) && one.bitrateKbps > below.bitrateKbps);
        }
      }),
    );
  });
  it('has neighbours 1.5 to 2.2 times apart, but for the emergency rung at the bottom', () => {
    for (const frameRate of [
      { numerator: 25, denominator: 1 },
      { numerator: 50, denominator: 1 },
    ]) {
      const rungs = planLadder(probeOf({ frameRate })).video.filter((one) => templateSides.has(side(one)));
      equal(rungs.length, templateRungs.length);
      rungs.slice(1).reduce((below, one) => {
        const ratio = one.bitrateKbps / below.bitrateKbps;
        ok(ratio >= 1.5 && ratio < 2.25, `${one.name} is ${ratio} times the rung below`);
        return one;
      });
    }
  });
});
