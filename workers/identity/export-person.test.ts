import { deepEqual, equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { language } from '../../schemas/language.ts';
import type { Job } from '../runtime/context.ts';
import { testPeople } from '../testing/people.ts';
import { deleteExport, exportPerson } from './export-person.job.ts';

const MARK = 'Quittenmark';
const later = new Date(Date.now() + 3600_000).toISOString();

/** A household that watched a film, and how it is exported. */
async function household() {
  const log = createMemoryLog();
  const people = testPeople(log);
  const execute = executeOn(log);
  const [accountId, profileId, signInId] = [randomUUID(), randomUUID(), randomUUID()];
  const say = async (streamId: string, type: string, data: object, actor: Actor): Promise<void> => {
    const command = { type, data: data as Record<string, unknown>, at: new Date().toISOString() };
    const outcome = await execute({ streamId, commandId: randomUUID(), command, actor, correlationId: randomUUID() });
    equal(outcome.kind, 'committed', `${type} ${JSON.stringify(outcome, (_, value) => String(value))}`);
  };
  const me: Actor = { kind: 'viewer', id: profileId, account: accountId };
  const seal = (as: 'email' | 'password' | 'name' | 'pin', value: string) => people.vault.seal(accountId, as, value);
  const account = { accountId, via: 'password', locale: 'en' };
  const email = await seal('email', `${MARK}@example.org`);
  const hash = await seal('password', '$argon2id$the-hash');
  await say(accountId, 'RegisterAccount', { ...account, email, hash }, me);
  await say(signInId, 'SignIn', { signInId, accountId, method: 'password', device: 'Firefox', expiresAt: later }, me);
  const profile = { avatar: 'sky', kids: false, maturityCap: 18, language: 'en' };
  const name = await seal('name', `${MARK} the name`);
  await say(profileId, 'CreateProfile', { profileId, accountId, ...profile, name }, me);
  await say(profileId, 'SetPin', { profileId, accountId, hash: await seal('pin', '$argon2id$the-pin') }, me);
  const [readingId, other] = [randomUUID(), randomUUID()];
  const staff: Actor = { kind: 'staff', id: 'operator' };
  await say(readingId, 'RecordReading', { readingId, what: 'people', accountIds: [other, accountId] }, staff);
  const [sessionId, titleId, packageId] = [randomUUID(), randomUUID(), randomUUID()];
  const film = { sessionId, titleId, profileId };
  await say(sessionId, 'StartPlayback', { ...film, packageId, durationMs: 60_000, startPositionMs: 0 }, me);
  await say(sessionId, 'EndPlayback', { ...film, reason: 'quit', positionMs: 30_000 }, me);
  const job = (exportId: string, of: string = accountId) => {
    const seen: number[] = [];
    const input = { kind: 'export-person', exportId, accountId: of };
    const signal = new AbortController().signal;
    return { seen, job: { input, signal, progress: (part: number) => seen.push(part) } as unknown as Job };
  };
  return { tools: { ...people, log, language }, accountId, profileId, signInId, other, titleId, say, me, seal, job };
}

const documentOf = async (
  { exports }: Awaited<ReturnType<typeof household>>['tools'],
  exportId: string,
  parts: number,
): Promise<Record<string, unknown>> => {
  const texts = await Promise.all(Array.from({ length: parts }, (_, nth) => exports.get(exportId, nth)));
  return JSON.parse(texts.join('')) as Record<string, unknown>;
};

it('holds everything of one person, opened, and nothing secret or of others', async () => {
  const home = await household();
  const another = await household();
  const exportId = randomUUID();
  const { seen, job } = home.job(exportId);
  const outcome = await exportPerson.run(home.tools, job);
  ok(outcome.kind === 'done');
  const { parts, size } = outcome.result as { readonly parts: number; readonly size: number };
  const document = await documentOf(home.tools, exportId, parts);
  const text = JSON.stringify(document);
  ok(size > 1000);
  deepEqual([document['format'], document['version']], ['reprise-export', 1]);
  const account = document['account'] as Record<string, unknown>;
  deepEqual([account['email'], account['hasPassword']], [`${MARK}@example.org`, true]);
  const [profile] = document['profiles'] as Record<string, unknown>[];
  deepEqual([profile?.['name'], profile?.['hasPin']], [`${MARK} the name`, true]);
  deepEqual((document['devices'] as { readonly device: string }[])[0]?.device, 'Firefox');
  deepEqual((document['shownToStaff'] as { readonly page: string }[])[0]?.page, 'people');
  const [film] = document['watched'] as Record<string, unknown>[];
  deepEqual([film?.['titleId'], film?.['times'], film?.['lastPositionMs']], [home.titleId, 1, 30_000]);
  const types = (document['events'] as { readonly type: string; readonly by: string }[]).map(({ type }) => type);
  for (const type of ['identity.AccountRegistered', 'identity.PinSet', 'playback.PlaybackEnded'])
    ok(types.includes(type), type);
  for (const secret of ['$argon2id', 'v1.', home.other, another.accountId]) ok(!text.includes(secret), secret);
  equal(seen.at(-1), 1);
});

it('holds what they pay and paid', async () => {
  const home = await household();
  const { accountId, say, tools } = home;
  const process: Actor = { kind: 'process', id: 'test' };
  const [invoiceId, subscriptionId, planId, priceId] = Array.from({ length: 4 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
  ];
  const card = { methodRef: 'pm_1', brand: 'visa', last4: '4242', expires: { year: 2031, month: 4 }, fingerprint: 'f' };
  await say(accountId, 'RecordPayer', { accountId, customerRef: 'cus_1' }, process);
  await say(accountId, 'KeepMethod', { accountId, ...card }, process);
  const terms = {
    planId,
    priceId,
    planName: 'Everything',
    territory: null,
    currency: 'EUR',
    amountMinor: 799,
    taxIncluded: true,
  };
  const asked = {
    subscriptionId,
    accountId,
    invoiceId,
    terms: { ...terms, interval: { unit: 'month', count: 1 } },
    country: 'DE',
    previousId: null,
  };
  await say(subscriptionId, 'Subscribe', asked, home.me);
  const reason = { kind: 'purchase', purchaseId: randomUUID(), titleId: home.titleId, model: 'rent' };
  const lines = [{ kind: 'rental', label: 'A film', amountMinor: 399, taxIncluded: true }];
  await say(
    invoiceId,
    'IssueInvoice',
    { invoiceId, accountId, reason, currency: 'EUR', country: 'DE', lines },
    process,
  );
  const exportId = randomUUID();
  await exportPerson.run(tools, home.job(exportId).job);
  const document = await documentOf(tools, exportId, 1);
  const paid = document['money'] as Record<string, Record<string, unknown>[]>;
  deepEqual(
    [paid['customerRef'], paid['methods']],
    ['cus_1', [{ brand: 'visa', last4: '4242', expires: card.expires }]],
  );
  deepEqual([paid['subscriptions']?.[0]?.['plan'], paid['subscriptions']?.[0]?.['status']], ['Everything', 'pending']);
  deepEqual([paid['invoices']?.[0]?.['id'], paid['invoices']?.[0]?.['lines']], [invoiceId, lines]);
  const types = (document['events'] as { readonly type: string }[]).map(({ type }) => type);
  for (const type of ['billing.PaymentMethodKept', 'billing.SubscriptionRequested', 'billing.InvoiceDrafted'])
    ok(types.includes(type), type);
});

it('made again leaves one copy, which is deleted with all its parts', async () => {
  const home = await household();
  const exportId = randomUUID();
  await home.tools.exports.put({ exportId, subject: home.accountId, nth: 7, text: 'of an attempt before' });
  const outcome = await exportPerson.run(home.tools, home.job(exportId).job);
  ok(outcome.kind === 'done');
  equal(await home.tools.exports.get(exportId, 7), undefined);
  ok((await home.tools.exports.get(exportId, 0)) !== undefined);
  await deleteExport.run(home.tools, { input: { kind: 'delete-export', exportId } } as unknown as Job);
  equal(await home.tools.exports.get(exportId, 0), undefined);
});

it('comes in parts when there is much, and opens for nobody when the person is forgotten', async () => {
  const home = await household();
  const { accountId, profileId, me } = home;
  for (let nth = 0; nth < 150; nth += 1) {
    const name = await home.seal('name', `${nth} ${'x'.repeat(2500)}`);
    await home.say(profileId, 'ChangeProfile', { profileId, accountId, name }, me);
  }
  const exportId = randomUUID();
  const outcome = await exportPerson.run(home.tools, home.job(exportId).job);
  ok(outcome.kind === 'done');
  const { parts } = outcome.result as { readonly parts: number };
  ok(parts > 1, String(parts));
  const document = await documentOf(home.tools, exportId, parts);
  equal((document['events'] as unknown[]).length, 158);
  await home.tools.vault.forget(accountId);
  equal(await home.tools.exports.get(exportId, 0), undefined);
});

it('takes what a profile watched along when it goes to another household, and nothing else of that household', async () => {
  const home = await household();
  const { accountId, profileId, me, say, tools } = home;
  const other = randomUUID();
  const them: Actor = { kind: 'viewer', id: randomUUID(), account: other };
  const email = await tools.vault.seal(other, 'email', 'other@example.org');
  await say(other, 'RegisterAccount', { accountId: other, email, via: 'password', locale: 'en' }, them);
  const offerId = randomUUID();
  await say(profileId, 'OfferProfile', { profileId, accountId, offerId, expiresAt: later }, me);
  const name = await tools.vault.seal(other, 'name', 'Moved');
  await say(profileId, 'AcceptProfile', { profileId, accountId: other, offerId, name }, them);
  const of = async (account: string) => {
    const exportId = randomUUID();
    const outcome = await exportPerson.run(tools, home.job(exportId, account).job);
    ok(outcome.kind === 'done');
    return documentOf(tools, exportId, (outcome.result as { readonly parts: number }).parts);
  };
  const [before, after] = [await of(accountId), await of(other)];
  const counts = (document: Record<string, unknown>) =>
    ['profiles', 'watched', 'devices'].map((part) => (document[part] as unknown[]).length);
  deepEqual(counts(before), [0, 0, 1]);
  deepEqual(counts(after), [1, 1, 0]);
  equal((after['profiles'] as { readonly name: string }[])[0]?.name, 'Moved');
  ok(!JSON.stringify(before).includes(other) && !JSON.stringify(before).includes('Moved'));
  ok(!JSON.stringify(after).includes(accountId) && !JSON.stringify(after).includes(MARK));
});

it('shows no hash of a recovery code', async () => {
  const { tools, job, accountId, say, seal, me } = await household();
  const hashes = Array.from({ length: 10 }, (_, nth) => String(nth).repeat(64));
  const secret = await tools.vault.seal(accountId, 'totp', 'a secret');
  await say(
    accountId,
    'SetTotp',
    { accountId, secret, email: await seal('email', 'x@example.org'), locale: 'en', hashes },
    me,
  );
  const exportId = randomUUID();
  await exportPerson.run(tools, job(exportId).job);
  const text = JSON.stringify(await documentOf(tools, exportId, 1));
  ok(text.includes('identity.RecoveryCodesMade'));
  for (const hash of hashes) ok(!text.includes(hash));
});
