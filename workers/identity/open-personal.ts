import type { z } from 'zod';
import type { Personal, Vault } from '../../ports/vault.ts';
import { SEALED } from '../../schemas/kernel/sealed.ts';
import type { Language } from '../../schemas/kernel/language.ts';

/** What its owner is shown of what is sealed. Hashes and secrets are shown to nobody. */
const SHOWN: Readonly<Record<Personal, boolean>> = {
  email: true,
  name: true,
  password: false,
  pin: false,
  message: false,
  export: false,
  openid: true,
  totp: false,
  passkey: false,
};
const SECRET = 'kept in a form that nobody can read back';
const FORGOTTEN = 'forgotten';

const isPersonal = (pii: unknown): pii is Personal => typeof pii === 'string' && pii in SHOWN;

/** What a field of a schema is sealed as; undefined: it is not. */
function piiOf(schema: z.core.$ZodType): unknown {
  const meta = (schema as z.ZodType).meta()?.['pii'];
  if (meta !== undefined) return meta;
  const { innerType } = schema._zod.def as { readonly innerType?: z.core.$ZodType };
  return innerType === undefined ? undefined : piiOf(innerType);
}

/** Opens personal fields of events, by what their schemas say of them. */
export function personalOpener(language: Language, vault: Pick<Vault, 'open'>) {
  const fields = new Map<string, readonly (readonly [string, unknown])[]>();
  const fieldsOf = (type: string): readonly (readonly [string, unknown])[] => {
    const known = fields.get(type);
    if (known !== undefined) return known;
    const definition = language.events.findLast((event) => event.type === type);
    const found = Object.entries(definition?.data.shape ?? {}).flatMap(([name, schema]) => {
      const pii = piiOf(schema);
      return pii === undefined ? [] : [[name, pii] as const];
    });
    fields.set(type, found);
    return found;
  };
  /** The data of an event with what is personal opened, and what is secret left out. */
  return async (type: string, data: object): Promise<Readonly<Record<string, unknown>>> => {
    const opened: Record<string, unknown> = { ...data };
    for (const [name, pii] of fieldsOf(type)) {
      const box = opened[name];
      if (typeof box !== 'string') continue;
      opened[name] = isPersonal(pii) && SHOWN[pii] ? ((await vault.open(pii, [box]))[0] ?? FORGOTTEN) : SECRET;
    }
    return withoutSealed(opened) as Readonly<Record<string, unknown>>;
  };
}

/** A hash of a secret, such as a recovery code (SHA-256). */
const HASH = /^[0-9a-f]{64}$/;

/** What is sealed deeper, or by a version that this one does not know, is not shown; nor are hashes. */
function withoutSealed(value: unknown): unknown {
  if (typeof value === 'string') return SEALED.test(value) || HASH.test(value) ? SECRET : value;
  if (Array.isArray(value)) return value.map(withoutSealed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutSealed(part)]));
}
