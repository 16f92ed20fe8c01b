import { z } from 'zod';

/** The id of one kind of thing: a UUID in lower case, branded so that ids of two kinds are not mixed up. `_name` is the brand. */
export const id = <const B extends string>(_name: B) => z.uuid().describe('a UUID in lower case').brand<B>();

/** Who watches: whoever asks has a profile, anonymous or of an account. */
export const ProfileId = id('ProfileId');
export type ProfileId = z.infer<typeof ProfileId>;
