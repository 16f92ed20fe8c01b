import type { Database } from '../../ports/database.ts';
import { accountsProjection } from './accounts.projection.ts';
import { createAccountQueries } from './accounts.queries.ts';
import { exportsProjection } from './exports.projection.ts';
import { createExportQueries } from './exports.queries.ts';
import { customRolesProjection } from './custom-roles.projection.ts';
import { createCustomRoleQueries } from './custom-roles.queries.ts';
import { looksProjection } from './looks.projection.ts';
import { createLookQueries } from './looks.queries.ts';
import { profilesProjection } from './profiles.projection.ts';
import { createProfileQueries } from './profiles.queries.ts';
import { programsProjection } from './programs.projection.ts';
import { createProgramQueries } from './programs.queries.ts';
import { signInsProjection } from './sign-ins.projection.ts';
import { createSignInQueries } from './sign-ins.queries.ts';
import { tracesProjection } from './traces.projection.ts';
import { createTraceQueries } from './traces.queries.ts';

export const identity = {
  name: 'identity',
  projections: [
    accountsProjection,
    signInsProjection,
    profilesProjection,
    programsProjection,
    customRolesProjection,
    exportsProjection,
    looksProjection,
    tracesProjection,
  ],
  queries: (db: Database) => ({
    accounts: createAccountQueries(db),
    signIns: createSignInQueries(db),
    profiles: createProfileQueries(db),
    programs: createProgramQueries(db),
    exports: createExportQueries(db),
    customRoles: createCustomRoleQueries(db),
    looks: createLookQueries(db),
    traces: createTraceQueries(db),
  }),
};
