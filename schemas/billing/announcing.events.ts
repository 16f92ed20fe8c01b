import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { INT32_MAX } from '../kernel/text.ts';
import { PlanId, PriceId } from './ids.ts';
import { AnnouncementId } from './plan.events.ts';

const count = z.int().min(0).max(INT32_MAX);

export const PriceAnnouncementAdvanced = defineEvent({
  type: 'billing.PriceAnnouncementAdvanced',
  version: 1,
  category: 'announcing',
  description: 'Some more of those who have a plan are told of another price.',
  data: z.strictObject({
    announcementId: AnnouncementId,
    planId: PlanId,
    priceId: PriceId,
    told: count.describe('by this announcement so far, also who was told before'),
    skipped: count.describe('so far: what they pay is not less, is elsewhere, or they leave'),
    total: count.describe('who had the plan when this was looked up'),
    done: z.boolean().describe('whether that were all'),
  }),
});

export const announcingEvents = [PriceAnnouncementAdvanced] as const;
