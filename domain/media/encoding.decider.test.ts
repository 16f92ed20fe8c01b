import { describe, it } from 'node:test';
import { given } from '../testing/given.ts';
import { encodingDecider } from './encoding.decider.ts';
import type { EncodingEvent } from './encoding.decider.ts';
import { planLadder } from './ladder.ts';
import { assetId, encoded, encodingId, probeOf } from './samples.ts';

const probe = probeOf({ width: 640, height: 360 });
const planned: EncodingEvent = {
  type: 'media.EncodingPlanned',
  data: { encodingId, assetId, sourceKey: `sources/${assetId}`, plan: planLadder(probe) },
};
const names = ['v234', 'v360', 'a64', 'a128'];
const made = (of: readonly string[], encodingKey = `encodings/${encodingId}/1`) =>
  ({
    type: 'CompleteEncoding',
    data: { encodingId, assetId, encodingKey, durationMs: 12_000, renditions: of.map(encoded) },
  }) as const;
const completed: EncodingEvent = {
  type: 'media.EncodingCompleted',
  data: { encodingId, assetId, encodingKey: `encodings/${encodingId}/1`, durationMs: 12_000, renditions: names },
};
const plan = { type: 'PlanEncoding', data: { encodingId, assetId, sourceKey: `sources/${assetId}`, probe } } as const;

describe('encoding', () => {
  it('plans the ladder of its source, once', () => {
    given(encodingDecider).when(plan).thenEvents(planned);
    given(encodingDecider, planned).when(plan).thenEvents();
  });
  it("records every planned rendition in the plan's order, then its completion", () =>
    given(encodingDecider, planned)
      .when(made(names.toReversed()))
      .thenEvents(
        ...names.map((name): EncodingEvent => ({
          type: 'media.RenditionEncoded',
          data: { encodingId, assetId, rendition: encoded(name) },
        })),
        completed,
      ));
  it('is not complete while a planned rendition is missing', () =>
    given(encodingDecider, planned)
      .when(made(['v234', 'a64', 'a128']))
      .thenRefused('encoding.rendition-missing'));
  it('is complete without its sound, when all of it was left out', () => {
    const pictures = ['v234', 'v360'];
    given(encodingDecider, planned)
      .when(made(pictures))
      .thenEvents(
        ...pictures.map((name): EncodingEvent => ({
          type: 'media.RenditionEncoded',
          data: { encodingId, assetId, rendition: encoded(name) },
        })),
        { ...completed, data: { ...completed.data, renditions: pictures } },
      );
    given(encodingDecider, planned)
      .when(made(['v360', 'a64', 'a128']))
      .thenRefused('encoding.rendition-missing');
  });
  it('refuses renditions that were not planned or come twice', () => {
    given(encodingDecider, planned)
      .when(made([...names, 'v720']))
      .thenRefused('encoding.rendition-unplanned');
    given(encodingDecider, planned)
      .when(made([...names, 'v360']))
      .thenRefused('encoding.rendition-unplanned');
  });
  it('is complete once', () => {
    given(encodingDecider, planned, completed).when(made(names)).thenEvents();
    given(encodingDecider, planned, completed)
      .when(made(names, `encodings/${encodingId}/2`))
      .thenRefused('encoding.already-complete');
  });
  it('must have been planned', () => given(encodingDecider).when(made(names)).thenRefused('encoding.unknown'));
});
