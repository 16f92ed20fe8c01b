import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Chip, When } from '../../design/bits.tsx';
import type { PersonPage } from './person.queries.ts';
import { namesOfRoles } from './roles.ts';

const METHODS: Readonly<Record<string, string>> = { PASSWORD: 'by password', LINK: 'by a link' };

/** What is known of a person, and why they may do what they may. */
export function PersonFacts({ page: { person, may, lastSignedInAt, devices, profiles } }: { page: PersonPage }) {
  return (
    <div className="s-columns">
      <div className="s-stack">
        <Card id="account" title="Account">
          <dl className="s-dl">
            <dt>Address</dt>
            <dd>{person.email ?? 'forgotten'}</dd>
            <dt>Since</dt>
            <dd>
              <When at={person.createdAt} />
            </dd>
            <dt>Last signed in</dt>
            <dd>{lastSignedInAt === null ? 'never' : <When at={lastSignedInAt} />}</dd>
            {person.leavingAt !== null && (
              <>
                <dt>Will be forgotten</dt>
                <dd>
                  <When at={person.leavingAt} />
                </dd>
              </>
            )}
            <dt>Roles</dt>
            <dd>{namesOfRoles(person) || 'none'}</dd>
          </dl>
        </Card>
        <Card id="profiles" title="Profiles">
          {profiles.length === 0 && <p className="s-faint">The household has no profiles.</p>}
          {profiles.length > 0 && (
            <Table label="Profiles" columns={['Name', 'Sees films', 'PIN']}>
              {profiles.map(({ id, name, kids, maturityCap, hasPin }) => (
                <tr key={id}>
                  <th scope="row">
                    {name} {kids && <Chip>kids</Chip>}
                  </th>
                  <td>{maturityCap === 18 ? 'of every age' : `up to ${maturityCap}`}</td>
                  <td>{hasPin ? 'asked for' : 'none'}</td>
                </tr>
              ))}
            </Table>
          )}
        </Card>
      </div>
      <div className="s-stack">
        <Card id="devices" title="Devices">
          {devices.length === 0 && <p className="s-faint">They are signed in nowhere.</p>}
          {devices.length > 0 && (
            <Table label="Devices" columns={['Device', 'Signed in', 'Last seen']}>
              {devices.map(({ signInId, device, method, signedInAt, seenAt }) => (
                <tr key={signInId}>
                  <th scope="row">
                    <Link to="/studio/log" search={{ stream: `signin-${signInId}` }}>
                      {device}
                    </Link>
                  </th>
                  <td>
                    <When at={signedInAt} />{' '}
                    <span className="s-blocked">{METHODS[method] ?? method.toLowerCase()}</span>
                  </td>
                  <td>
                    <When at={seenAt} />
                  </td>
                </tr>
              ))}
            </Table>
          )}
        </Card>
        <Card id="may" title="What they may do">
          {may.length === 0 && <p className="s-faint">Watch, and change what is their own.</p>}
          {may.length > 0 && (
            <Table label="What they may do" columns={['What', 'Because they are']}>
              {may.map(({ what, ...by }) => (
                <tr key={what}>
                  <th scope="row">{what}</th>
                  <td>{namesOfRoles(by)}</td>
                </tr>
              ))}
            </Table>
          )}
        </Card>
      </div>
    </div>
  );
}

function Card({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="s-card" aria-labelledby={`person-${id}`}>
      <h2 id={`person-${id}`}>{title}</h2>
      {children}
    </section>
  );
}

function Table({ label, columns, children }: { label: string; columns: readonly string[]; children: ReactNode }) {
  return (
    <div className="s-scroll" tabIndex={0} role="region" aria-label={`Table: ${label}`}>
      <table className="s-table s-table--plain">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
