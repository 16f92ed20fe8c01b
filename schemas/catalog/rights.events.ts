import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { id } from '../kernel/id.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { Territory } from '../billing/money.ts';
import { TitleId } from './ids.ts';

export const RightsWindowId = id('RightsWindowId');
export type RightsWindowId = z.infer<typeof RightsWindowId>;

/** For what a window is: to be seen by everybody, with a plan, rented, or bought. */
export const RightsModel = z.enum(['FREE', 'SVOD', 'RENT', 'BUY']);
export type RightsModel = z.infer<typeof RightsModel>;

const TERRITORIES = 249;

/** Where, how and when a title may be shown. Instants are ISO 8601 in UTC: the start belongs to the window, the end does not. */
export const RightsWindow = z.strictObject({
  model: RightsModel,
  /** ISO 3166-1 alpha-2; none: everywhere. */
  territories: z.array(Territory).max(TERRITORIES),
  /** Where not, of everywhere. */
  except: z.array(Territory).max(TERRITORIES),
  start: z.iso.datetime(),
  /** Null: until somebody ends it. */
  end: z.iso.datetime().nullable(),
  /** Of the picture, in pixels; null: any. */
  maxHeight: z.int().min(1).max(INT32_MAX).nullable(),
});
export type RightsWindow = z.infer<typeof RightsWindow>;

const of = { titleId: TitleId, windowId: RightsWindowId };
const why = plainText(500);

export const RightsWindowGranted = defineEvent({
  type: 'catalog.RightsWindowGranted',
  version: 1,
  category: 'rights',
  description: 'A title may be shown in a window: where, how and when.',
  data: z.strictObject({ ...of, window: RightsWindow }),
});

export const RightsWindowAmended = defineEvent({
  type: 'catalog.RightsWindowAmended',
  version: 1,
  category: 'rights',
  description: 'A rights window was changed.',
  data: z.strictObject({ ...of, before: RightsWindow, after: RightsWindow, why }),
});

export const RightsWindowEnded = defineEvent({
  type: 'catalog.RightsWindowEnded',
  version: 1,
  category: 'rights',
  description: 'A rights window was ended by somebody, from an instant on.',
  data: z.strictObject({ ...of, end: z.iso.datetime(), why }),
});

export const RightsWindowOpened = defineEvent({
  type: 'catalog.RightsWindowOpened',
  version: 1,
  category: 'rights',
  description: 'A rights window has begun.',
  data: z.strictObject({ ...of, start: z.iso.datetime() }),
});

export const RightsWindowClosed = defineEvent({
  type: 'catalog.RightsWindowClosed',
  version: 1,
  category: 'rights',
  description: 'A rights window is over.',
  data: z.strictObject({ ...of, end: z.iso.datetime() }),
});

export const rightsEvents = [
  RightsWindowGranted,
  RightsWindowAmended,
  RightsWindowEnded,
  RightsWindowOpened,
  RightsWindowClosed,
] as const;
