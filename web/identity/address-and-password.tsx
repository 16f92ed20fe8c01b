import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import type { Account } from './account.queries.ts';
import { ChangeEmail } from './change-email.tsx';
import { ChangePassword } from './change-password.tsx';
import { Row, Section } from './section.tsx';

interface AddressAndPasswordProps {
  readonly account: Account;
  readonly policy: { readonly passwordMinLength: number; readonly outbox: boolean };
}

/** How somebody signs in. */
export function AddressAndPassword({ account, policy }: AddressAndPasswordProps) {
  const [open, setOpen] = useState<'email' | 'password' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const done = (words: string) => {
    setOpen(null);
    setSaid(words);
  };
  return (
    <Section title="Signing in">
      {said !== null && (
        <p className="notice notice--good" role="status">
          <IconCheck size={18} />
          <span>{said}</span>
        </p>
      )}
      <Row
        name="E-mail address"
        action={
          <Button look="outline" onClick={() => setOpen('email')}>
            Change the address
          </Button>
        }
      >
        {account.email}
      </Row>
      <Row
        name="Password"
        action={
          <Button look="outline" onClick={() => setOpen('password')}>
            Change the password
          </Button>
        }
      >
        Whoever knows it can sign in as you.
      </Row>
      {open === 'email' && <ChangeEmail outbox={policy.outbox} onDone={done} onClose={() => setOpen(null)} />}
      {open === 'password' && (
        <ChangePassword
          email={account.email}
          least={policy.passwordMinLength}
          onDone={done}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}
