import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES } from '../../runtime/sealing.ts';
import { subjectOf } from '../../schemas/kernel/sealed.ts';
import type { Personal, Vault } from '../vault.ts';

const contextOf = (subject: string, as: Personal): string => `${as}/${subject}`;

/** A vault that lives as long as the test. */
export function createMemoryVault(): Vault {
  const keys = new Map<string, Buffer>();
  const forgotten = new Map<string, string>();
  const lookups = new Map<string, string>();
  const nameOf = (by: string, value: string): string => `${by} ${value}`;
  return {
    async seal(subject, as, value) {
      if (forgotten.has(subject)) throw new Error(`${subject} was forgotten: nothing can be sealed for them any more.`);
      const key = keys.get(subject) ?? randomBytes(KEY_BYTES);
      keys.set(subject, key);
      return `v1.${subject}.${encrypt(key, Buffer.from(value), contextOf(subject, as)).toString('base64url')}`;
    },
    async open(as, boxes) {
      return boxes.map((box) => {
        const key = keys.get(subjectOf(box));
        if (key === undefined) return undefined;
        return decrypt(key, Buffer.from(box.slice(40), 'base64url'), contextOf(subjectOf(box), as)).toString();
      });
    },
    async claim(by, value, subject) {
      const owner = lookups.get(nameOf(by, value)) ?? subject;
      lookups.set(nameOf(by, value), owner);
      return owner === subject;
    },
    find: async (by, value) => lookups.get(nameOf(by, value)),
    async release(by, value, subject) {
      if (lookups.get(nameOf(by, value)) === subject) lookups.delete(nameOf(by, value));
    },
    async forget(subject) {
      keys.delete(subject);
      for (const [name, owner] of lookups) if (owner === subject) lookups.delete(name);
      const at = forgotten.get(subject) ?? new Date().toISOString();
      forgotten.set(subject, at);
      const left = [...lookups.values()].filter((owner) => owner === subject).length;
      return {
        at,
        places: [
          { place: 'vault.keys', left: keys.has(subject) ? 1 : 0 },
          { place: 'vault.lookups', left },
        ],
      };
    },
  };
}
