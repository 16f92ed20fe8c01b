import { z } from 'zod';
import { tokenFrom } from './session.ts';

/** What somebody pasted: the operator's token alone, or the whole link that carries it. */
export const tokenForm = z.object({
  token: z
    .string()
    .transform(tokenFrom)
    .pipe(z.string('Paste the whole link (…/studio#token=…) or the token alone, without spaces.')),
});
