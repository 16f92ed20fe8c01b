import { titleDecider } from '../../domain/catalog/title.decider.ts';
import { titleCommands } from '../../schemas/catalog/title.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandContext } from '../pipeline/context.ts';
import { only, staffMay } from '../pipeline/policy.ts';

/** A process drafts titles and gives them their media; staff edits and publishes them. */
export const catalog: CommandContext = {
  name: 'catalog',
  handlers: handlersOf(titleDecider, titleCommands, {
    CreateTitle: staffMay('catalog.edit', 'process'),
    EditTitleDetails: staffMay('catalog.edit'),
    AttachTitleMedia: only('process'),
    PublishTitle: staffMay('catalog.publish'),
    UnpublishTitle: staffMay('catalog.publish'),
    RateTitle: staffMay('catalog.edit'),
  }),
};
