import { useState } from 'react';
import { useClient } from 'urql';
import { failureOf } from '../../app/graphql/failure.ts';
import { Chip } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { type Access, PersonOfAddressQuery, WhyMayNotSeeQuery } from './access.queries.ts';

interface Problem {
  readonly field: 'who' | 'where' | 'all';
  readonly text: string;
}

/** Whether somebody may watch a title where they are, by every rule, and why not. */
export function WhoMayWatch({ titleId }: { titleId: string }) {
  const client = useClient();
  const [who, setWho] = useState('');
  const [where, setWhere] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [access, setAccess] = useState<Access | null>(null);

  /** The account of an address, or the id that was given; null: a visitor; undefined: nobody has that address. */
  const accountOf = async (text: string): Promise<string | null | undefined> => {
    if (text === '' || !text.includes('@')) return text === '' ? null : text;
    const asked = client.query(PersonOfAddressQuery, { email: text }, { requestPolicy: 'network-only' });
    return (await asked.toPromise()).data?.personByAddress ?? undefined;
  };
  const ask = async (): Promise<void> => {
    const territory = where.trim().toUpperCase();
    setAccess(null);
    if (territory !== '' && !/^[A-Z]{2}$/.test(territory))
      return setProblem({ field: 'where', text: 'Write the two letters of a country, such as DE.' });
    setProblem(null);
    setBusy(true);
    try {
      const accountId = await accountOf(who.trim());
      if (accountId === undefined)
        return setProblem({ field: 'who', text: 'Nobody has this address. Write the whole of it.' });
      const variables = { titleId, accountId, territory: territory === '' ? null : territory };
      const asked = client.query(WhyMayNotSeeQuery, variables, { requestPolicy: 'network-only' });
      const { data, error } = await asked.toPromise();
      if (data === undefined)
        return setProblem({ field: 'all', text: error === undefined ? 'Try again.' : failureOf(error).remedy });
      if (data.whyMayNotSee === null) return setProblem({ field: 'who', text: 'There is no account of this id.' });
      setAccess(data.whyMayNotSee);
    } finally {
      setBusy(false);
    }
  };
  const of = (field: Problem['field']) => (problem?.field === field ? problem.text : undefined);

  return (
    <section className="s-access" aria-label="Who may watch it">
      <form
        className="s-access__form"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <Field
          label="Who"
          hint="The whole address or the id of an account; empty: a visitor without one. That you looked is written down."
          problem={of('who')}
        >
          {(props) => (
            <input
              {...props}
              className="input"
              autoComplete="off"
              maxLength={254}
              value={who}
              onChange={(event) => setWho(event.target.value)}
            />
          )}
        </Field>
        <Field label="Where" hint="Two letters, such as DE; empty: where you are." problem={of('where')}>
          {(props) => (
            <input
              {...props}
              className="input"
              autoComplete="off"
              maxLength={2}
              value={where}
              onChange={(event) => setWhere(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" disabled={busy}>
          {busy ? 'Asking' : 'May they watch it?'}
        </Button>
        {of('all') !== undefined && (
          <p className="field__error" role="alert">
            {of('all')}
          </p>
        )}
      </form>
      <div aria-live="polite">{access !== null && <Answer access={access} />}</div>
    </section>
  );
}

function Answer({ access }: { access: Access }) {
  const { allow, seen, reasons, territory, grant, maxHeight, validUntil, opensAt } = access;
  const said = allow
    ? 'They may watch it'
    : seen
      ? 'They see it, and may not watch it'
      : 'They do not know that it is there';
  const facts: readonly (readonly [string, string])[] = [
    ['Where', territory ?? 'nobody knows'],
    ...(grant === null ? [] : [['By', grant] as const]),
    ...(allow ? [['Picture', maxHeight === null ? 'any height' : `up to ${maxHeight}p`] as const] : []),
    ...(validUntil === null ? [] : [['The same until', instantOf(validUntil)] as const]),
    ...(opensAt === null ? [] : [['The next window opens', instantOf(opensAt)] as const]),
  ];
  return (
    <div className="s-access__answer">
      <p>
        <Chip tone={allow ? 'good' : seen ? 'warn' : 'bad'}>{said}</Chip>
      </p>
      {reasons.length > 0 && (
        <ol>
          {reasons.map(({ code, text }) => (
            <li key={code}>
              {text} <code>{code}</code>
            </li>
          ))}
        </ol>
      )}
      <dl className="s-access__facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const instantOf = (instant: string): string =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
