import { EditTitleDetails, PublishTitle, UnpublishTitle } from '../../schemas/catalog/title.commands.ts';
import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import { refuse, runCommand, type CommandAnswer } from '../graphql/command.ts';
import { connectionOf, isId, pageOf, searchOf, type PageArgs } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import { publicError } from '../graphql/errors.ts';
import { follow } from '../graphql/follow.ts';
import type { ResolverModule } from '../graphql/resolver.ts';
import { shareReads } from '../graphql/share.ts';
import { assetById } from '../media/asset.loader.ts';
import { assetView } from '../media/asset.view.ts';
import { posterPath } from '../media/image-token.ts';
import { perGateway } from '../per-gateway.ts';
import { progressOfTitle } from '../playback/progress.loader.ts';
import { progressView } from '../playback/progress.view.ts';
import { titleById } from './title.loader.ts';
import { showTitle, type TitleView } from './title.view.ts';

interface EditInput {
  readonly titleId: string;
  readonly expectedRevision?: string | null;
  readonly name?: string | null;
  readonly synopsis?: string | null;
  readonly releaseYear?: number | null;
  readonly attribution?: string | null;
}

const STATUSES: Readonly<Record<string, TitleRow['status']>> = {
  DRAFT: 'draft',
  PUBLISHED: 'published',
  UNPUBLISHED: 'unpublished',
};
const WAIT_MS = 2000;

/** Titles: what viewers browse and editors change. */
export const titleResolvers: ResolverModule = {
  Query: {
    title: {
      reads: ['titles'],
      forEverybody: true,
      async resolve(_parent, { id }: { id: string }, context) {
        const row = isId(id) ? await context.ports.queries.titles.byId(id) : undefined;
        return showTitle(context, row) ?? null;
      },
    },
    titles: {
      reads: ['titles'],
      forEverybody: true,
      async resolve(_parent, args: PageArgs & { search?: string | null }, context) {
        const page = await published(context.ports)({ ...pageOf(args), search: searchOf(args.search) });
        return connectionOf(page, (row) => showTitle(context, row));
      },
    },
    studioTitles: {
      reads: ['titles'],
      forEverybody: true,
      async resolve(_parent, args: PageArgs & { status?: string | null; search?: string | null }, context) {
        const status = args.status ? STATUSES[args.status] : undefined;
        const page = await context.ports.queries.titles.all({ ...pageOf(args), status, search: searchOf(args.search) });
        return connectionOf(page, (row) => showTitle(context, row));
      },
    },
  },
  Mutation: {
    editTitle(_parent, { commandId, input }: { commandId: string; input: EditInput }, context) {
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
    publishTitle(_parent, args: { commandId: string; titleId: string; expectedRevision?: string | null }, context) {
      return change(context, 'TitlePublished', args.titleId, () =>
        runCommand(context, {
          ...args,
          definition: PublishTitle,
          streamId: args.titleId,
          data: { titleId: args.titleId },
        }),
      );
    },
    unpublishTitle(
      _parent,
      args: { commandId: string; titleId: string; reason: string; expectedRevision?: string | null },
      context,
    ) {
      return change(context, 'TitleUnpublished', args.titleId, () =>
        runCommand(context, {
          ...args,
          definition: UnpublishTitle,
          streamId: args.titleId,
          data: { titleId: args.titleId, reason: args.reason },
        }),
      );
    },
  },
  types: {
    Title: {
      posterUrl: {
        reads: [],
        forEverybody: true,
        resolve: (title: TitleView, _args: never, { ports, caller }) =>
          title.hasPoster
            ? posterPath(ports, { assetId: title.assetId, titleId: title.id, caller: caller.kind })
            : null,
      },
      progress: {
        reads: ['progress'],
        async resolve(title: TitleView, _args: never, context) {
          const row = await context.load(progressOfTitle, title.id);
          return row === undefined ? null : progressView(row, title);
        },
      },
      asset: {
        reads: ['assets'],
        forEverybody: true,
        async resolve(title: TitleView, _args: never, context) {
          const row = await context.load(assetById, title.assetId);
          return row === undefined ? null : assetView(row);
        },
      },
    },
  },
  Subscription: {
    titleChanged: {
      subscribe: ({ titleId }: { titleId?: string | null }, context) =>
        follow(context, {
          topic: 'title',
          id: titleId,
          async find({ key }) {
            const row = isId(key) ? await context.load(titleById, key) : undefined;
            return showTitle(context, row);
          },
        }),
    },
  },
};

/** What viewers browse; who asks the same at the same time shares one statement. */
const published = perGateway(({ queries }) =>
  shareReads((page: Parameters<typeof queries.titles.published>[0]) => queries.titles.published(page)),
);

/** Runs a command on a title and answers with the row that shows it, waiting a little for the read model. */
async function change(
  context: RequestContext,
  typename: string,
  titleId: string,
  run: () => Promise<CommandAnswer>,
): Promise<object> {
  const answer = isId(titleId) ? await run() : refuse('NotFound', 'title.not-found', 'There is no such title.');
  if (!answer.done) return answer.refusal;
  const { titles, consistency } = context.ports.queries;
  if (answer.token !== '0') context.tellSatisfied(await consistency.waitFor(answer.token, ['titles'], WAIT_MS));
  const row = await titles.byId(titleId);
  if (row === undefined)
    throw publicError(
      'UNAVAILABLE',
      'The change is stored, but the read model does not show it yet. Ask again in a moment.',
      { retryAfterMs: 1000 },
    );
  return { __typename: typename, title: showTitle(context, row), token: answer.token };
}
