import type { z } from 'zod';
import type { EventOf } from '../../schemas/kernel/define.ts';
import type { EmailChanged, ErasureRequested, LinkSent, PasswordSet } from '../../schemas/identity/account.events.ts';
import type { ExportReady } from '../../schemas/identity/export.events.ts';
import type {
  FactorsReset,
  PasskeyAdded,
  PasskeyRemoved,
  RecoveryCodeUsed,
  TotpRemoved,
  TotpSet,
} from '../../schemas/identity/factor.events.ts';
import type { SendMailJob } from '../../schemas/identity/jobs.ts';
import type { Process } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';

type Input = EventOf<
  | typeof ExportReady
  | typeof LinkSent
  | typeof PasswordSet
  | typeof EmailChanged
  | typeof ErasureRequested
  | typeof TotpSet
  | typeof TotpRemoved
  | typeof RecoveryCodeUsed
  | typeof PasskeyAdded
  | typeof PasskeyRemoved
  | typeof FactorsReset
>;
type Mail = z.input<typeof SendMailJob.input>;

/** Sends a person what concerns their account: one message for each event, by a job. */
export const mailingProcess: Process<null, Input, never> = {
  category: 'mailing',
  inputs: [
    'identity.ExportReady',
    'identity.LinkSent',
    'identity.PasswordSet',
    'identity.EmailChanged',
    'identity.ErasureRequested',
    'identity.TotpSet',
    'identity.TotpRemoved',
    'identity.RecoveryCodeUsed',
    'identity.PasskeyAdded',
    'identity.PasskeyRemoved',
    'identity.FactorsReset',
  ],
  route: ({ data }) => data.accountId,
  initial: null,
  evolve: (state) => state,
  react: ({ event }, _, derive) => {
    const mail = mailOf(event as Input);
    return mail === undefined ? [] : [requestsOf<never, Mail>('mailing', mail.accountId, derive).job(mail)];
  },
};

function mailOf({ type, data }: Input): Mail | undefined {
  const { accountId, locale } = data;
  const about = { kind: 'send-mail', accountId, locale, linkId: null, until: null } as const;
  switch (type) {
    case 'identity.LinkSent':
      return { ...about, template: data.purpose, email: data.email, linkId: data.linkId, until: data.expiresAt };
    case 'identity.PasswordSet':
      return data.reason === 'registered' ? undefined : { ...about, template: 'password-changed', email: data.email };
    case 'identity.EmailChanged':
      // The old address is told: whoever owns it may not have wanted this.
      return { ...about, template: 'email-changed', email: data.before };
    case 'identity.ExportReady':
      return { ...about, template: 'export-ready', email: data.email, until: data.expiresAt };
    case 'identity.ErasureRequested':
      return { ...about, template: 'erasure-requested', email: data.email, until: data.dueAt };
    case 'identity.TotpSet':
      return { ...about, template: 'totp-added', email: data.email };
    case 'identity.TotpRemoved':
      return { ...about, template: 'totp-removed', email: data.email };
    case 'identity.RecoveryCodeUsed':
      return { ...about, template: 'recovery-code-used', email: data.email };
    case 'identity.PasskeyAdded':
      return { ...about, template: 'passkey-added', email: data.email };
    case 'identity.PasskeyRemoved':
      return { ...about, template: 'passkey-removed', email: data.email };
    case 'identity.FactorsReset':
      return { ...about, template: 'factors-reset', email: data.email };
  }
}
