import type { AccountId, ExportId, LinkId, OfferId, SignInId } from '../../schemas/identity/ids.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';

/** Plausible values for tests of people. */
const id = (last: number): string => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
export const accountId = id(0xa1) as AccountId;
export const otherAccountId = id(0xa4) as AccountId;
export const signInId = id(0xa2) as SignInId;
export const linkId = id(0xa3) as LinkId;
export const otherLinkId = id(0xa5) as LinkId;
export const exportId = id(0xe1) as ExportId;
export const offerId = id(0xf1) as OfferId;
export const profileId = id(8) as ProfileId;

/** A sealed value of the account; what it says is nobody's business. */
export const box = (what = 'A'): string => `v1.${accountId}.${what.padEnd(60, 'A')}`;
