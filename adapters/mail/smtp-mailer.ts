import { createTransport } from 'nodemailer';
import { MailRefused, MailUnavailable } from '../../ports/mailer.ts';
import type { Mailer } from '../../ports/mailer.ts';

/** A mail server that is silent for so long is away. */
const PATIENCE_MS = 20_000;

/** Sends by SMTP (RFC 5321). */
export interface SmtpMailer extends Mailer {
  close(): void;
}

/**
 * @param url `smtp://user:password@host:587` or `smtps://…`
 * @param from the sender, `name@domain` or `Name <name@domain>`
 */
export function createSmtpMailer({ url, from }: { readonly url: string; readonly from: string }): SmtpMailer {
  const transport = createTransport(
    { url, pool: true, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
    { from },
  );
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'reprise';
  return {
    async send({ id, to, title, text, html, attachments = [] }) {
      try {
        await transport.sendMail({
          messageId: `<${id}@${domain}>`,
          // An object: nothing in the address can become a header or a second receiver.
          to: { name: '', address: to },
          subject: title,
          text,
          html,
          attachments: attachments.map(({ name, type, content }) => ({
            filename: name,
            contentType: type,
            content: Buffer.from(content),
          })),
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw classifyMailError(error);
      }
    },
    close: () => transport.close(),
  };
}

const ADDRESS = /[^\s<>"':;,]+@[^\s<>"':;,]+/g;

/**
 * 5xx is for ever (RFC 5321, 4.2.1) where it is about the message; everything else may pass. Servers repeat the receiver in what they say, and
 * what is said here gets into logs and events: it holds no address, and the error itself stays behind.
 */
export function classifyMailError(error: unknown): Error {
  const { responseCode, code } = error as { readonly responseCode?: number; readonly code?: string };
  const message = (error instanceof Error ? error.message : String(error)).replaceAll(ADDRESS, '***');
  const lasting = responseCode !== undefined && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return lasting
    ? new MailRefused(`The mail server refused it: ${message}`)
    : new MailUnavailable(`The mail server takes nothing now: ${message}`);
}
