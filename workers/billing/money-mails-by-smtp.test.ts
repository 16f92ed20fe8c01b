import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { createSmtpMailer } from '../../adapters/mail/smtp-mailer.ts';
import { accountId, idOf, moneyWorld, withCard } from '../testing/money.ts';

const me = { kind: 'viewer', id: idOf('profile'), account: accountId } as const;

interface Received {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A mail server that listens on this machine. @param busy so many messages it takes first and then says that it could not */
async function mailServer(t: TestContext, busy: number) {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, done) {
      text(stream).then(
        (raw) => {
          received.push({ to: envelope.rcptTo.map(({ address }) => address), raw });
          done(received.length > busy ? null : Object.assign(new Error('busy'), { responseCode: 451 }));
        },
        (error: unknown) => done(error as Error),
      );
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${port}`, from: 'Kino <kino@example.org>' });
  t.after(() => {
    mailer.close();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { received, mailer };
}

const header = (raw: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim();

/** The file of that name in a message, decoded. */
function attached(raw: string, name: string): Buffer | undefined {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '';
  const part = raw.split(`--${boundary}`).find((each) => each.includes(`filename=${name}`));
  return part === undefined ? undefined : Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64');
}

test('an invoice that is paid goes out as a mail with its PDF; a server that is busy gets the same one again', async (t) => {
  const { received, mailer } = await mailServer(t, 1);
  const world = moneyWorld({ mailer, clock: { now: Date.parse('2026-11-02T03:04:05.000Z') } });
  const email = await world.people.vault.seal(accountId, 'email', 'mara@example.org');
  await world.give(accountId, 'RegisterAccount', { accountId, email, locale: 'en', via: 'password' }, 'register', me);
  await withCard(world);
  const subscriptionId = idOf('subscription');
  const terms = {
    ...{ planId: idOf('plan'), planName: 'Žluťoučký kůň', priceId: idOf('price'), territory: null, currency: 'EUR' },
    ...{ amountMinor: 799, taxIncluded: true, interval: { unit: 'month', count: 1 } },
  };
  const asked = { subscriptionId, accountId, invoiceId: idOf('first'), terms, country: 'DE', previousId: null };
  await world.give(subscriptionId, 'Subscribe', asked, 'subscribe', me);
  await world.run();

  assert.deepEqual(
    received.map(({ to }) => to),
    [['mara@example.org'], ['mara@example.org']],
  );
  const [first, second] = received;
  assert.match(header(first?.raw ?? '', 'Message-ID') ?? '', /^<[0-9a-f-]{36}@example\.org>$/);
  assert.equal(header(second?.raw ?? '', 'Message-ID'), header(first?.raw ?? '', 'Message-ID'));
  assert.equal(header(second?.raw ?? '', 'Subject'), 'Your invoice 2026-11-000001');
  assert.equal(header(second?.raw ?? '', 'Auto-Submitted'), 'auto-generated');
  const pdf = attached(second?.raw ?? '', 'invoice-2026-11-000001.pdf');
  assert.equal(pdf?.subarray(0, 5).toString(), '%PDF-');
  assert.match(pdf?.toString('latin1') ?? '', /%%EOF\s*$/);
  assert.ok((second?.raw.length ?? 0) < 200_000, 'small enough for any mail server');
});
