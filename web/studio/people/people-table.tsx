import { Link } from '@tanstack/react-router';
import { Chip, When } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import type { Person } from './people.queries.ts';
import { namesOfRoles } from './roles.ts';

interface PeopleTableProps {
  readonly people: readonly Person[];
  /** The account of whoever looks; null: they look with the operator token. */
  readonly own: string | null;
  /** Null: whoever looks may not change anything. */
  readonly onChange: ((person: Person) => void) | null;
}

/** People as rows. */
export function PeopleTable({ people, own, onChange }: PeopleTableProps) {
  return (
    <div className="s-scroll" tabIndex={0} role="region" aria-label="People">
      <table className="s-table s-table--plain s-table--people">
        <caption className="visually-hidden">People</caption>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Roles</th>
            <th scope="col" className="s-hide">
              State
            </th>
            <th scope="col" className="s-hide">
              Since
            </th>
            {onChange !== null && (
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <Link to="/studio/people/$accountId" params={{ accountId: person.id }}>
                  <Address email={person.email} />
                </Link>
                {person.id === own && <span className="s-blocked">you</span>}
              </th>
              <td>
                {namesOfRoles(person) || '–'}
                {person.lacksSecondFactor && <span className="s-blocked">no second factor</span>}
              </td>
              <td className="s-hide">
                <PersonState person={person} />
              </td>
              <td className="s-hide">
                <When at={person.createdAt} />
              </td>
              {onChange !== null && (
                <td>
                  {person.email !== null && (
                    <Button
                      small
                      look="outline"
                      aria-label={`Change the roles of ${person.email}`}
                      onClick={() => onChange(person)}
                    >
                      Roles
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** It breaks behind its sign alone: a line of a phone may end there. */
function Address({ email }: { email: string | null }) {
  if (email === null) return 'Forgotten';
  const at = email.lastIndexOf('@') + 1;
  return (
    <>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </>
  );
}

/** Whether somebody proved their address, and whether they stay. */
export function PersonState({ person }: { person: Person }) {
  if (person.status === 'FORGOTTEN') return <Chip>forgotten</Chip>;
  if (person.status === 'LEAVING' && person.leavingAt !== null)
    return (
      <>
        <Chip tone="warn">leaving</Chip>
        <span className="s-blocked">
          <When at={person.leavingAt} />
        </span>
      </>
    );
  return person.verified ? <Chip tone="good">confirmed</Chip> : <Chip tone="warn">not confirmed yet</Chip>;
}
