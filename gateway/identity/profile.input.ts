import { z } from 'zod';
import { Avatar, MaturityCap } from '../../schemas/identity/profile.events.ts';
import { storable } from '../../schemas/kernel/text.ts';
import { refuse, type Refusal } from '../graphql/command.ts';

/** A name as people write it, in any script: no control characters, and no more than a picture has room for. */
export const Name = z
  .string()
  .max(200)
  .transform((name) => name.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'write a name')
      .max(50)
      .regex(storable)
      .regex(/^\P{Cc}*$/u, 'it holds a control character'),
  );
/** A language by its BCP 47 tag, in its canonical spelling. */
export const Language = z
  .string()
  .max(35)
  .transform((tag, context) => {
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? 'und';
    } catch {
      context.addIssue('it is no language, such as en or pt-BR');
      return z.NEVER;
    }
  });
/** `off`, `forced`, or a language. */
export const Subtitles = z.union([z.enum(['off', 'forced']), Language]);
const Picture = z.string().toLowerCase().pipe(Avatar);

/** Four to eight digits. */
export const Pin = z.string().regex(/^[0-9]{4,8}$/, 'choose four to eight digits');

/** What is said of a new profile. */
export const NewProfile = z.object({
  name: Name,
  avatar: Picture,
  kids: z.boolean(),
  maturityCap: MaturityCap,
  language: Language,
});

/** What is changed of a profile. Null is as good as left out: a profile has all of it. */
export const ProfileChanges = z.object({
  name: Name.nullish(),
  avatar: Picture.nullish(),
  language: Language.nullish(),
  autoplay: z.boolean().nullish(),
});

/** Checks what somebody wrote; says of the first thing that does not fit where it is and what to do. */
export function checked<T>(
  schema: z.ZodType<T>,
  given: unknown,
  name = '',
): { readonly value: T } | { readonly refusal: Refusal } {
  const parsed = schema.safeParse(given);
  if (parsed.success) return { value: parsed.data };
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String).join('.') || name;
  return refuse('InvalidInput', 'input.invalid', `\`${path}\` does not fit: ${issue?.message ?? 'unknown'}.`, path);
}
