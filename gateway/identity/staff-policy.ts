import type { AccountNow } from '../../commands/identity/account-now.ts';
import { hasFactor, readFactors } from '../../commands/identity/read-factors.ts';
import type { GatewayPorts } from '../ports.ts';
import { worksHere } from './second-factor.ts';

type Roles = Pick<AccountNow, 'accountId' | 'roles' | 'customRoles'>;

/** Whether somebody works here and has nothing that proves who they are beside a password. */
export const lacksFactor = async ({ log }: Pick<GatewayPorts, 'log'>, account: Roles): Promise<boolean> =>
  worksHere(account) && !hasFactor(await readFactors(log, account.accountId));

/** Whether somebody's roles wait for a second factor (`REPRISE_STAFF_SECOND_FACTOR`). */
export const needsFactor = async (
  ports: Pick<GatewayPorts, 'log' | 'staffSecondFactor'>,
  account: Roles,
): Promise<boolean> => ports.staffSecondFactor === 'required' && (await lacksFactor(ports, account));
