import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { MailRefused, MailUnavailable } from '../../ports/mailer.ts';
import { classifyMailError } from './smtp-mailer.ts';

test('what a mail server says of a receiver names nobody where it is written down', () => {
  for (const [responseCode, kind] of [
    [450, MailUnavailable],
    [550, MailRefused],
  ] as const) {
    const response = `${responseCode} 4.2.0 <mara@example.org>: Recipient address rejected: Greylisted`;
    const error = Object.assign(new Error(`Can't send mail - all recipients were rejected: ${response}`), {
      code: 'EENVELOPE',
      responseCode,
      response,
      rejected: ['mara@example.org'],
    });
    const classified = classifyMailError(error);
    assert.ok(classified instanceof kind);
    assert.match(classified.message, /Greylisted/);
    assert.doesNotMatch(inspect(classified, { depth: 5 }), /mara/);
  }
});
