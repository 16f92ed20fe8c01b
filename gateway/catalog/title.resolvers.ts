import { EditTitleDetails, PublishTitle, UnpublishTitle } from '../../schemas/catalog/title.commands.ts';
import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import { refuse, runCommand, type CommandAnswer } from '../graphql/command.ts';
import { connectionOf, isId, pageOf, searchOf, type PageArgs } from '../graphql/connection.ts';
import { isOperator, type GatewayContext } from '../graphql/context.ts';
import { publicError } from '../graphql/errors.ts';
import type { ResolverModule } from '../graphql/resolver.ts';
import { assetView } from '../media/asset.view.ts';
import { progressView } from '../playback/progress.view.ts';
import { maySee, titleView, type TitleView } from './title.view.ts';

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
    async title(_parent, { id }: { id: string }, context) {
      const row = isId(id) ? await context.ports.queries.titles.byId(id) : undefined;
      return row !== undefined && maySee(context, row) ? titleView(context)(row) : null;
    },
    async titles(_parent, args: PageArgs & { search?: string | null }, context) {
      const page = await context.ports.queries.titles.published({ ...pageOf(args), search: searchOf(args.search) });
      return connectionOf(page, titleView(context));
    },
    async studioTitles(_parent, args: PageArgs & { status?: string | null; search?: string | null }, context) {
      const status = args.status ? STATUSES[args.status] : undefined;
      const page = await context.ports.queries.titles.all({ ...pageOf(args), status, search: searchOf(args.search) });
      return connectionOf(page, titleView(context));
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
      async progress(title: TitleView, _args: never, context) {
        const row = await context.load.progress(title.id);
        return row === undefined ? null : progressView(row, title);
      },
      async asset(title: TitleView, _args: never, context) {
        if (!isOperator(context)) return null;
        const row = await context.load.asset(title.assetId);
        return row === undefined ? null : assetView(context)(row);
      },
    },
  },
};

/** Runs a command on a title and answers with the row that shows it, waiting a little for the read model. */
async function change(
  context: GatewayContext,
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
  return { __typename: typename, title: titleView(context)(row), token: answer.token };
}
