import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { failureOf } from '../../app/graphql/failure.ts';
import { Button } from '../../design/button.tsx';
import { FindPersonQuery } from './person.queries.ts';

/** Finds one person by their whole address; parts of one find nobody, because addresses are sealed. */
export function FindPerson() {
  const client = useClient();
  const navigate = useNavigate();
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const find = async () => {
    setBusy(true);
    setProblem(null);
    const email = address.trim();
    const { data, error } = await client
      .query(FindPersonQuery, { email }, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    if (data === undefined) return setProblem(error === undefined ? 'Try again.' : failureOf(error).remedy);
    if (data.personByAddress === null) return setProblem('Nobody has this address. Write the whole of it.');
    await navigate({ to: '/studio/people/$accountId', params: { accountId: data.personByAddress } });
  };
  return (
    <form
      className="s-find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (address.trim() !== '') void find();
      }}
    >
      <div className="search">
        <IconSearch size={18} aria-hidden="true" />
        <input
          className="input"
          type="email"
          autoComplete="off"
          aria-label="Find somebody by their whole address"
          aria-describedby={problem === null ? undefined : 'find-problem'}
          placeholder="nora@example.org"
          maxLength={254}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </div>
      <Button type="submit" look="outline" disabled={busy}>
        Find
      </Button>
      {problem !== null && (
        <p id="find-problem" className="field__error" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
