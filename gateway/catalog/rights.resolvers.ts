import { AmendRightsWindow, EndRightsWindow, GrantRightsWindow } from '../../schemas/catalog/rights.commands.ts';
import type { MutationResolvers, RightsWindowInput, TitleResolvers as Generated } from '../generated/resolvers.ts';
import { refuse, runCommand, type CommandAnswer } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, ResolverModule, TypeFields } from '../graphql/resolver.ts';
import { titleOfNow } from './live-titles.ts';
import { change } from './title.resolvers.ts';

const windowOf = ({ model, territories, except, start, end, maxHeight }: RightsWindowInput) => ({
  model,
  territories,
  except,
  start,
  end: end ?? null,
  maxHeight: maxHeight ?? null,
});

/** Where, for what, when and how high titles may be shown. */
export const rightsResolvers: ResolverModule = {
  Mutation: {
    grantRightsWindow: (_parent, { commandId, titleId, windowId, window }, context) =>
      ofTitle(context, titleId, () =>
        runCommand(context, {
          commandId,
          definition: GrantRightsWindow,
          streamId: titleId,
          data: { titleId, windowId, window: windowOf(window) },
        }),
      ),
    amendRightsWindow: (_parent, { commandId, titleId, windowId, window, why }, context) =>
      ofTitle(context, titleId, () =>
        runCommand(context, {
          commandId,
          definition: AmendRightsWindow,
          streamId: titleId,
          data: { titleId, windowId, window: windowOf(window), why },
        }),
      ),
    endRightsWindow: (_parent, { commandId, titleId, windowId, why }, context) =>
      ofTitle(context, titleId, () =>
        runCommand(context, {
          commandId,
          definition: EndRightsWindow,
          streamId: titleId,
          data: { titleId, windowId, why },
        }),
      ),
  } satisfies MutationFields<MutationResolvers, 'grantRightsWindow' | 'amendRightsWindow' | 'endRightsWindow'>,
  types: {
    Title: {
      rights: {
        reads: [],
        forEverybody: true,
        resolve: ({ windows }) =>
          windows.map(({ windowId, isEnded, startMs: _start, endMs: _end, ...window }) => ({
            id: windowId,
            ...window,
            isEnded,
          })),
      },
    } satisfies TypeFields<Generated, 'rights'>,
  },
};

/** Rights are a stream of their own, which does not know whether there is such a title. */
const ofTitle = (context: RequestContext, titleId: string, run: () => Promise<CommandAnswer>) =>
  change(context, 'RightsChanged', titleId, async () =>
    (await titleOfNow(context.ports, titleId)) === undefined
      ? refuse('NotFound', 'title.not-found', 'There is no such title.')
      : run(),
  );
