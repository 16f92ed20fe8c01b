import type { encodingCommands } from '../../schemas/media/encoding.commands.ts';
import type { encodingEvents } from '../../schemas/media/encoding.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';
import { planLadder } from './ladder.ts';

export type EncodingEvent = EventOf<(typeof encodingEvents)[number]>;
export type EncodingCommand = CommandOf<(typeof encodingCommands)[number]>;

/** `video` and `audio` are the planned names. */
export type EncodingState =
  | { readonly status: 'none' }
  | { readonly status: 'planned'; readonly video: readonly string[]; readonly audio: readonly string[] }
  | { readonly status: 'complete'; readonly encodingKey: string };

/**
 * An encoding is planned once and is complete when exactly the planned renditions exist. All of its sound may be left out: that it
 * cannot be encoded may show only then.
 */
export const encodingDecider: Decider<EncodingState, EncodingCommand, EncodingEvent> = {
  category: 'encoding',
  initial: { status: 'none' },
  evolve: evolveBy<EncodingState, EncodingEvent>({
    'media.EncodingPlanned': (_, { plan }) => ({
      status: 'planned',
      video: plan.video.map(({ name }) => name),
      audio: plan.audio.map(({ name }) => name),
    }),
    'media.RenditionEncoded': (state) => state,
    'media.EncodingCompleted': (_, { encodingKey }) => ({ status: 'complete', encodingKey }),
  }),
  decide: decideBy<EncodingState, EncodingCommand, EncodingEvent, Rejection>({
    PlanEncoding: (state, { encodingId, assetId, sourceKey, probe }) =>
      state.status === 'none'
        ? accepted<EncodingEvent>({
            type: 'media.EncodingPlanned',
            data: { encodingId, assetId, sourceKey, plan: planLadder(probe) },
          })
        : accepted(),
    CompleteEncoding: (state, { encodingId, assetId, encodingKey, durationMs, renditions }) => {
      if (state.status === 'none') return refuse('encoding.unknown', 'This encoding was never planned; plan it first.');
      if (state.status === 'complete')
        return state.encodingKey === encodingKey
          ? accepted()
          : refuse('encoding.already-complete', 'This encoding is complete; plan a new one.');
      const made = new Map(renditions.map((rendition) => [rendition.name, rendition]));
      const wanted = [...state.video, ...(state.audio.some((name) => made.has(name)) ? state.audio : [])];
      const found = wanted.flatMap((name) => made.get(name) ?? []);
      const missing = wanted.filter((name) => !made.has(name));
      if (missing.length > 0)
        return refuse(
          'encoding.rendition-missing',
          `Planned but not made: ${missing.join(', ')}; run the encode job again.`,
        );
      const extra = renditions.filter(({ name }) => !wanted.includes(name)).map(({ name }) => name);
      if (extra.length > 0 || made.size !== renditions.length)
        return refuse(
          'encoding.rendition-unplanned',
          `Made but not planned, or made twice: ${extra.join(', ') || 'a repeated name'}.`,
        );
      return accepted<EncodingEvent>(
        ...found.map((rendition): EncodingEvent => ({
          type: 'media.RenditionEncoded',
          data: { encodingId, assetId, rendition },
        })),
        {
          type: 'media.EncodingCompleted',
          data: { encodingId, assetId, encodingKey, durationMs, renditions: wanted },
        },
      );
    },
  }),
};
