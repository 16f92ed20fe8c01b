import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../design/button.tsx';
import { FailureMessage, Skeleton } from '../../design/states.tsx';
import { PageHead } from '../page-head.tsx';
import { RetireDialog } from './retire-dialog.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { type CustomRole, type Roles, RolesQuery } from './roles.queries.ts';
import { nameOfRole } from './roles.ts';

/** The table of roles: what each may do. Those of this installation are made, changed and retired here. */
export function RolesPage() {
  const [open, setOpen] = useState<{ readonly what: 'save' | 'retire'; readonly role: CustomRole | null } | null>(null);
  const [{ data, error, fetching }, refresh] = useQuery({ query: RolesQuery, requestPolicy: 'cache-and-network' });
  const again = () => refresh({ requestPolicy: 'network-only' });
  const close = () => setOpen(null);
  const manages = data?.me.permissions.includes('people.manage') === true;
  const own = data?.permissions.filter(({ name }) => data.me.permissions.includes(name)) ?? [];
  return (
    <>
      <PageHead
        title="Roles"
        actions={
          manages && (
            <Button look="primary" onClick={() => setOpen({ what: 'save', role: null })}>
              <IconPlus size={18} />
              Make a role
            </Button>
          )
        }
      >
        <p className="s-lead">
          What each role may do. Roles are given on the page People; whoever has several may what they say together.
        </p>
      </PageHead>
      {data === undefined && error !== undefined && !fetching && <FailureMessage error={error} onRetry={again} />}
      {data === undefined && (error === undefined || fetching) && (
        <div aria-busy="true">
          <Skeleton height={320} />
        </div>
      )}
      {data !== undefined && <RolesTable roles={data} />}
      {data !== undefined && data.customRoles.length > 0 && (
        <section className="s-card s-own-roles" aria-labelledby="own-roles">
          <h2 id="own-roles">Roles of this installation</h2>
          <ul className="s-keys">
            {data.customRoles.map((role) => (
              <li key={role.id}>
                <strong>{role.name}</strong>
                {manages && (
                  <div className="s-program__actions">
                    <Button
                      small
                      look="outline"
                      aria-label={`Change ${role.name}`}
                      onClick={() => setOpen({ what: 'save', role })}
                    >
                      Change
                    </Button>
                    <Button
                      small
                      look="danger"
                      aria-label={`Retire ${role.name}`}
                      onClick={() => setOpen({ what: 'retire', role })}
                    >
                      Retire
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {open?.what === 'save' && <RoleDialog role={open.role} permissions={own} onSaved={again} onClose={close} />}
      {open?.what === 'retire' && open.role !== null && (
        <RetireDialog role={open.role} onRetired={again} onClose={close} />
      )}
    </>
  );
}

function RolesTable({ roles: { permissions, rolePermissions, customRoles } }: { roles: Roles }) {
  const columns = [
    ...rolePermissions.map(({ role, permissions: may }) => ({ id: role, name: nameOfRole(role), may })),
    ...customRoles.map(({ id, name, permissions: may }) => ({ id, name, may })),
  ];
  return (
    <div className="s-scroll" tabIndex={0} role="region" aria-label="What each role may do">
      <table className="s-table s-table--plain s-table--roles">
        <caption className="visually-hidden">What each role may do</caption>
        <thead>
          <tr>
            <th scope="col">May</th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map(({ name, means }) => (
            <tr key={name}>
              <th scope="row">{means}</th>
              {columns.map(({ id, may }) => (
                <td key={id}>
                  {may.includes(name) ? (
                    <IconCheck size={18} role="img" aria-label="yes" />
                  ) : (
                    <span className="visually-hidden">no</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
