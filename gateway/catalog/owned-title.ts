import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import { liveGrants } from '../billing/live-grants.ts';
import type { RequestContext } from '../graphql/context.ts';
import { showTitle, type TitleView } from './title.view.ts';

/** Shows a row as `showTitle` does, and to who bought the title also when it is not sold any more. Only then it is asked what they have. */
export async function showOwned(context: RequestContext, row: TitleRow | undefined): Promise<TitleView | undefined> {
  const shown = showTitle(context, row);
  const { account } = context.caller;
  const wasSold = row?.windows.some(({ model }) => model === 'BUY') === true;
  if (shown !== undefined || account === undefined || !wasSold) return shown;
  return showTitle(context, row, (await liveGrants(context).of(account.accountId)).grants);
}
