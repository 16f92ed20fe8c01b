import { z } from 'zod';
import { MaturityCap } from './profile.events.ts';

/** Who watches, as far as it limits which films they see: a kids' profile, or one with a cap. */
export const Audience = z.strictObject({
  maturityCap: MaturityCap,
  kids: z.boolean(),
});
export type Audience = z.infer<typeof Audience>;
