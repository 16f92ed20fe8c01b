import type { titleCommands } from '../../schemas/catalog/title.commands.ts';
import type { TitleDetails, titleEvents } from '../../schemas/catalog/title.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { PackageId } from '../../schemas/media/ids.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import { normalTags } from '../kernel/tag-decision.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type TitleEvent = EventOf<(typeof titleEvents)[number]>;
export type TitleCommand = CommandOf<(typeof titleCommands)[number]>;
type Change = Extract<TitleEvent, { type: 'catalog.TitleDetailsEdited' }>['data']['changes'][number];

interface Known {
  readonly assetId: string;
  readonly details: TitleDetails;
  /** In years; null: not rated. */
  readonly age: number | null;
  /** In lower case and in order. */
  readonly tags: readonly string[];
  readonly media: { readonly packageId: PackageId; readonly posterSha: string | null } | null;
}
export type TitleState =
  | { readonly status: 'none' }
  /** `unpublished`: it was taken down. */
  | ({ readonly status: 'draft' | 'published' | 'unpublished' } & Known);

const unknownTitle = () => refuse('title.unknown', 'There is no such title; create it first.');
const nameMissing = () => refuse('title.name-missing', 'A title needs a name; give it one first.');

const fields = ['name', 'synopsis', 'releaseYear', 'attribution'] as const satisfies readonly (keyof TitleDetails)[];

/** What an edit really changes: field by field, before and after, in a fixed order. */
const changesOf = (
  before: TitleDetails,
  wanted: { readonly [F in keyof TitleDetails]?: TitleDetails[F] | undefined },
): Change[] =>
  fields.flatMap((field) => {
    const after = wanted[field];
    return after === undefined || after === before[field] ? [] : [{ field, before: before[field], after }];
  });

/** The event lets any value be said of any field; one that the field cannot have changes nothing. */
const fitsField = ({ field, after }: Change): boolean =>
  field === 'releaseYear'
    ? after === null || typeof after === 'number'
    : typeof after === 'string' || (after === null && field !== 'name');

const edited = (details: TitleDetails, changes: readonly Change[]): TitleDetails => ({
  ...details,
  ...Object.fromEntries(changes.filter(fitsField).map(({ field, after }) => [field, after])),
});

/** A title is drafted for an asset, edited, given its media, and goes live and down as often as wanted. */
export const titleDecider: Decider<TitleState, TitleCommand, TitleEvent> = {
  category: 'title',
  initial: { status: 'none' },
  evolve: evolveBy<TitleState, TitleEvent>({
    'catalog.TitleCreated': (_, { assetId, details }) => ({
      status: 'draft',
      assetId,
      details,
      age: null,
      tags: [],
      media: null,
    }),
    'catalog.TitleDetailsEdited': (state, { changes }) =>
      state.status === 'none' ? state : { ...state, details: edited(state.details, changes) },
    'catalog.TitleMediaAttached': (state, { packageId, poster }) =>
      state.status === 'none' ? state : { ...state, media: { packageId, posterSha: poster?.sha256 ?? null } },
    'catalog.TitlePublished': (state) => (state.status === 'none' ? state : { ...state, status: 'published' }),
    'catalog.TitleUnpublished': (state) => (state.status === 'none' ? state : { ...state, status: 'unpublished' }),
    'catalog.TitleRated': (state, { age }) => (state.status === 'none' ? state : { ...state, age }),
    'catalog.TitleTagged': (state, { tags }) => (state.status === 'none' ? state : { ...state, tags }),
  }),
  decide: decideBy<TitleState, TitleCommand, TitleEvent, Rejection>({
    CreateTitle: (state, data) => {
      if (state.status !== 'none')
        return state.assetId === data.assetId
          ? accepted()
          : refuse('title.already-created', 'This title stands for another asset; use a new title id.');
      return data.details.name.trim() === ''
        ? nameMissing()
        : accepted<TitleEvent>({ type: 'catalog.TitleCreated', data });
    },
    EditTitleDetails: (state, { titleId, details }) => {
      if (state.status === 'none') return unknownTitle();
      if (details.name?.trim() === '') return nameMissing();
      const changes = changesOf(state.details, details);
      return changes.length === 0
        ? accepted()
        : accepted<TitleEvent>({ type: 'catalog.TitleDetailsEdited', data: { titleId, changes } });
    },
    AttachTitleMedia: (state, data) => {
      if (state.status === 'none') return unknownTitle();
      if (state.assetId !== data.assetId)
        return refuse(
          'title.other-asset',
          "This package was made of another asset; attach one of the title's own asset.",
        );
      const same = state.media?.packageId === data.packageId && state.media.posterSha === (data.poster?.sha256 ?? null);
      return same ? accepted() : accepted<TitleEvent>({ type: 'catalog.TitleMediaAttached', data });
    },
    PublishTitle: (state, { titleId }) => {
      if (state.status === 'none') return unknownTitle();
      if (state.status === 'published') return accepted();
      if (state.media === null)
        return refuse('title.media-missing', 'Nothing can be played yet; wait until the film is packaged.');
      const { name } = state.details;
      return name.trim() === ''
        ? nameMissing()
        : accepted<TitleEvent>({
            type: 'catalog.TitlePublished',
            data: { titleId, packageId: state.media.packageId, name },
          });
    },
    UnpublishTitle: (state, data) => {
      if (state.status === 'none') return unknownTitle();
      return state.status === 'published'
        ? accepted<TitleEvent>({ type: 'catalog.TitleUnpublished', data })
        : accepted();
    },
    RateTitle: (state, data) => {
      if (state.status === 'none') return unknownTitle();
      return state.age === data.age ? accepted() : accepted<TitleEvent>({ type: 'catalog.TitleRated', data });
    },
    TagTitle: (state, data) => {
      if (state.status === 'none') return unknownTitle();
      const tags = normalTags(data.tags);
      return state.tags.join('\n') === tags.join('\n')
        ? accepted()
        : accepted<TitleEvent>({ type: 'catalog.TitleTagged', data: { ...data, tags } });
    },
  }),
};
