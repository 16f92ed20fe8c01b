import {
  EditTitleDetails,
  PublishTitle,
  RateTitle,
  TagTitle,
  UnpublishTitle,
} from '../../schemas/catalog/title.commands.ts';
import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import { refuse, runCommand, type CommandAnswer, type Refusal } from '../graphql/command.ts';
import { connectionOf, isId, pageOf, searchOf } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import { publicError } from '../graphql/errors.ts';
import { follow } from '../graphql/follow.ts';
import type {
  MutationResolvers,
  QueryResolvers,
  ResolversTypes,
  SubscriptionTitleChangedArgs,
  TitleStatus,
  TitleResolvers as Generated,
} from '../generated/resolvers.ts';
import type {
  MutationFields,
  QueryFields,
  ResolverModule,
  SubscriptionField,
  TypeFields,
} from '../graphql/resolver.ts';
import { shareReads } from '../../runtime/share-work.ts';
import { underLimitsOfNow } from '../identity/live-profiles.ts';
import { assetById } from '../media/asset.loader.ts';
import { assetView } from '../media/asset.view.ts';
import { posterPath } from '../media/image-token.ts';
import { perGateway } from '../per-gateway.ts';
import { progressOfTitle } from '../playback/progress.loader.ts';
import { progressView } from '../playback/progress.view.ts';
import { titleById } from './title.loader.ts';
import { circumstancesOf } from './circumstances.ts';
import { showOwned } from './owned-title.ts';
import { showTitle, type TitleView } from './title.view.ts';

const STATUSES: Readonly<Record<TitleStatus, TitleRow['status']>> = {
  DRAFT: 'draft',
  PUBLISHED: 'published',
  UNPUBLISHED: 'unpublished',
};
const WAIT_MS = 2000;

/** Titles: what viewers browse and editors change. */
export const titleResolvers: ResolverModule = {
  Query: {
    title: {
      // What was bought is shown to who bought it alone.
      reads: ['titles', 'grants'],
      async resolve(_parent, { id }, context) {
        const row = isId(id) ? await context.ports.queries.titles.byId(id) : undefined;
        return (await showOwned(context, row)) ?? null;
      },
    },
    titles: {
      reads: ['titles'],
      forEverybody: true,
      async resolve(_parent, args, context) {
        const { audience, kind } = context.caller;
        const { at, ...where } = circumstancesOf(context.ports, context.caller);
        const page = await published(context.ports)({
          ...pageOf(args),
          search: searchOf(args.search),
          audience,
          // By the second, so that whoever asks at the same time shares one statement; each title is looked at again when it is shown.
          where: kind === 'staff' ? undefined : { ...where, at: Math.floor(at / 1000) * 1000 },
        });
        return connectionOf(page, (row) => showTitle(context, row));
      },
    },
    studioTitles: {
      reads: ['titles'],
      forEverybody: true,
      async resolve(_parent, args, context) {
        const status = args.status ? STATUSES[args.status] : undefined;
        const page = await context.ports.queries.titles.all({ ...pageOf(args), status, search: searchOf(args.search) });
        return connectionOf(page, (row) => showTitle(context, row));
      },
    },
    titleTags: {
      reads: ['titles'],
      forEverybody: true,
      resolve: (_parent, _args, { ports }) => ports.queries.titles.tags(),
    },
  } satisfies QueryFields<QueryResolvers, 'title' | 'titles' | 'studioTitles' | 'titleTags'>,
  Mutation: {
    editTitle(_parent, { commandId, input }, context) {
      const { titleId, expectedRevision, ...given } = input;
      return change(context, 'TitleEdited', titleId, () =>
        runCommand(context, {
          commandId,
          definition: EditTitleDetails,
          streamId: titleId,
          data: { titleId, details: given },
          expectedRevision,
        }),
      );
    },
    publishTitle(_parent, args, context) {
      return change(context, 'TitlePublished', args.titleId, () =>
        runCommand(context, {
          ...args,
          definition: PublishTitle,
          streamId: args.titleId,
          data: { titleId: args.titleId },
        }),
      );
    },
    unpublishTitle(_parent, args, context) {
      return change(context, 'TitleUnpublished', args.titleId, () =>
        runCommand(context, {
          ...args,
          definition: UnpublishTitle,
          streamId: args.titleId,
          data: { titleId: args.titleId, reason: args.reason },
        }),
      );
    },
    rateTitle(_parent, args, context) {
      return change(context, 'TitleRated', args.titleId, () =>
        runCommand(context, {
          ...args,
          definition: RateTitle,
          streamId: args.titleId,
          data: { titleId: args.titleId, age: args.age ?? null },
        }),
      );
    },
    tagTitle(_parent, args, context) {
      return change(context, 'TitleTagged', args.titleId, () =>
        runCommand(context, {
          ...args,
          definition: TagTitle,
          streamId: args.titleId,
          data: { titleId: args.titleId, tags: args.tags },
        }),
      );
    },
  } satisfies MutationFields<
    MutationResolvers,
    'editTitle' | 'publishTitle' | 'unpublishTitle' | 'rateTitle' | 'tagTitle'
  >,
  types: {
    Title: {
      posterUrl: {
        reads: [],
        forEverybody: true,
        resolve: (title, _args, { ports, caller }) =>
          title.hasPoster
            ? posterPath(ports, { assetId: title.assetId, titleId: title.id, caller, owner: title.ownedBy })
            : null,
      },
      progress: {
        reads: ['progress'],
        async resolve(title, _args, context) {
          const row = await context.load(progressOfTitle, title.id);
          return row === undefined ? null : progressView(row, title);
        },
      },
      asset: {
        reads: ['assets'],
        forEverybody: true,
        async resolve(title, _args, context) {
          const row = await context.load(assetById, title.assetId);
          return row === undefined ? null : assetView(row);
        },
      },
    } satisfies TypeFields<Generated, 'posterUrl' | 'progress' | 'asset'>,
  },
  Subscription: {
    titleChanged: {
      subscribe: ({ titleId }, context) =>
        follow(context, {
          topic: 'title',
          id: titleId,
          async find({ key }) {
            const row = isId(key) ? await context.load(titleById, key) : undefined;
            return showOwned(await underLimitsOfNow(context), row);
          },
        }),
    } satisfies SubscriptionField<SubscriptionTitleChangedArgs, ResolversTypes['Title']>,
  },
};

/** What viewers browse; who asks the same at the same time shares one statement. */
const published = perGateway(({ queries }) =>
  shareReads((page: Parameters<typeof queries.titles.published>[0]) => queries.titles.published(page)),
);

/** Runs a command on a title and answers with the row that shows it, waiting a little for the read model. */
export async function change<N extends string>(
  context: RequestContext,
  typename: N,
  titleId: string,
  run: () => Promise<CommandAnswer>,
): Promise<{ readonly __typename: N; readonly title: TitleView; readonly token: string } | Refusal> {
  const answer = isId(titleId) ? await run() : refuse('NotFound', 'title.not-found', 'There is no such title.');
  if (!answer.done) return answer.refusal;
  const { titles, consistency } = context.ports.queries;
  if (answer.token !== '0') context.reportSatisfied(await consistency.waitFor(answer.token, ['titles'], WAIT_MS));
  const title = showTitle(context, await titles.byId(titleId));
  if (title === undefined)
    throw publicError(
      'UNAVAILABLE',
      'The change is stored, but the read model does not show it yet. Ask again in a moment.',
      { retryAfterMs: 1000 },
    );
  return { __typename: typename, title, token: answer.token };
}
