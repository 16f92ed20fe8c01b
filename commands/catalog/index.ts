import { rightsDecider } from '../../domain/catalog/rights.decider.ts';
import { titleDecider } from '../../domain/catalog/title.decider.ts';
import { rightsCommands } from '../../schemas/catalog/rights.commands.ts';
import { titleCommands } from '../../schemas/catalog/title.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandContext } from '../pipeline/context.ts';
import { only, staffMay } from '../pipeline/policy.ts';

/** A process drafts titles and gives them their media; staff edits and publishes them, and says where and when they may be shown. */
export const catalog: CommandContext = {
  name: 'catalog',
  handlers: [
    ...handlersOf(titleDecider, titleCommands, {
      CreateTitle: staffMay('catalog.edit', 'process'),
      EditTitleDetails: staffMay('catalog.edit'),
      AttachTitleMedia: only('process'),
      PublishTitle: staffMay('catalog.publish'),
      UnpublishTitle: staffMay('catalog.publish'),
      RateTitle: staffMay('catalog.edit'),
      TagTitle: staffMay('catalog.edit'),
    }),
    ...handlersOf(rightsDecider, rightsCommands, {
      GrantRightsWindow: staffMay('rights.edit'),
      AmendRightsWindow: staffMay('rights.edit'),
      EndRightsWindow: staffMay('rights.edit'),
      OpenRightsWindow: only('process'),
      CloseRightsWindow: only('process'),
    }),
  ],
};
