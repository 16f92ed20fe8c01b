import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { SEALED, subjectOf } from '../../schemas/kernel/sealed.ts';
import type { Vault } from '../vault.ts';

/** What every `Vault` must do. @param open a vault that may hold other things */
export function vaultContract(open: () => Promise<Vault>): void {
  it('opens what it sealed, in every script, and shows nothing of it', async () => {
    const vault = await open();
    const [one, two] = [randomUUID(), randomUUID()];
    const boxes = [
      await vault.seal(one, 'email', 'mara@example.org'),
      await vault.seal(two, 'email', ''),
      await vault.seal(one, 'email', 'Ünïcødé 数 🎬'),
    ];
    for (const box of boxes) match(box, SEALED);
    equal(subjectOf(boxes[0] as string), one);
    ok(!Buffer.from((boxes[0] as string).slice(40), 'base64url').includes('mara'));
    deepEqual(await vault.open('email', boxes), ['mara@example.org', '', 'Ünïcødé 数 🎬']);
    deepEqual(await vault.open('email', []), []);
  });

  it('seals the same value otherwise each time', async () => {
    const vault = await open();
    const subject = randomUUID();
    notEqual(await vault.seal(subject, 'name', 'Mara'), await vault.seal(subject, 'name', 'Mara'));
  });

  it('keeps one key for a subject that is sealed for the first time by many at once', async () => {
    const vault = await open();
    const subject = randomUUID();
    const values = Array.from({ length: 20 }, (_, index) => String(index));
    const boxes = await Promise.all(values.map((value) => vault.seal(subject, 'name', value)));
    deepEqual(await vault.open('name', boxes), values);
  });

  it('does not open a value as something else, for somebody else, or changed', async () => {
    const vault = await open();
    const [one, two] = [randomUUID(), randomUUID()];
    const box = await vault.seal(one, 'email', 'mara@example.org');
    await vault.seal(two, 'email', 'x');
    await rejects(vault.open('name', [box]));
    await rejects(vault.open('email', [box.replace(one, two)]));
    await rejects(vault.open('email', [`${box.slice(0, -2)}${box.endsWith('AA') ? 'BB' : 'AA'}`]));
  });

  it('finds people by what is theirs, and gives it to one of two', async () => {
    const vault = await open();
    const [one, two] = [randomUUID(), randomUUID()];
    const email = `${one}@example.org`;
    equal(await vault.find('email', email), undefined);
    const won = await Promise.all([vault.claim('email', email, one), vault.claim('email', email, two)]);
    equal(won.filter(Boolean).length, 1);
    const owner = won[0] ? one : two;
    const other = won[0] ? two : one;
    equal(await vault.find('email', email), owner);
    equal(await vault.claim('email', email, owner), true);
    await vault.release('email', email, other);
    equal(await vault.find('email', email), owner);
    await vault.release('email', email, owner);
    equal(await vault.claim('email', email, other), true);
  });

  it('forgets a person for good, and nobody else', async () => {
    const vault = await open();
    const [one, two] = [randomUUID(), randomUUID()];
    const boxes = [await vault.seal(one, 'email', 'one'), await vault.seal(two, 'email', 'two')];
    await vault.claim('email', `${one}@example.org`, one);
    const { at, places } = await vault.forget(one);
    ok(places.length > 0 && places.every(({ left }) => left === 0), JSON.stringify(places));
    equal(new Date(at).toISOString(), at);
    deepEqual(await vault.open('email', boxes), [undefined, 'two']);
    equal(await vault.find('email', `${one}@example.org`), undefined);
    await rejects(vault.seal(one, 'email', 'again'), /forgotten/);
    equal((await vault.forget(one)).at, at);
    // Whoever was never here can be forgotten too.
    const third = randomUUID();
    await vault.forget(third);
    await rejects(vault.seal(third, 'email', 'x'), /forgotten/);
  });
}
