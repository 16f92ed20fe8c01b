import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
import { TitleId } from './ids.ts';
import {
  RightsWindow,
  RightsWindowClosed,
  RightsWindowGranted,
  RightsWindowId,
  RightsWindowOpened,
} from './rights.events.ts';

const of = { titleId: TitleId, windowId: RightsWindowId };
const why = plainText(500);
const stream = { category: 'rights', streamIdField: 'titleId' } as const;

export const GrantRightsWindow = defineCommand({
  ...stream,
  type: 'GrantRightsWindow',
  description: 'Say where, how and when a title may be shown.',
  data: RightsWindowGranted.data,
});
export const AmendRightsWindow = defineCommand({
  ...stream,
  type: 'AmendRightsWindow',
  description: 'Change a rights window.',
  data: z.strictObject({ ...of, window: RightsWindow, why }),
});
export const EndRightsWindow = defineCommand({
  ...stream,
  type: 'EndRightsWindow',
  description: 'End a rights window now, or never begin it.',
  data: z.strictObject({ ...of, why }),
});
export const OpenRightsWindow = defineCommand({
  ...stream,
  type: 'OpenRightsWindow',
  description: 'Note that a rights window has begun.',
  data: RightsWindowOpened.data,
});
export const CloseRightsWindow = defineCommand({
  ...stream,
  type: 'CloseRightsWindow',
  description: 'Note that a rights window is over.',
  data: RightsWindowClosed.data,
});

export const rightsCommands = [
  GrantRightsWindow,
  AmendRightsWindow,
  EndRightsWindow,
  OpenRightsWindow,
  CloseRightsWindow,
] as const;
