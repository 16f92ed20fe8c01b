import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { PageHead } from '../page-head.tsx';
import { CustomerMoney } from './customer-money.tsx';

const route = getRouteApi('/studio/customers/$accountId');

/** What one customer pays for and has paid. Who they are stands on the page of the person. */
export function CustomerPage() {
  const { accountId } = route.useParams();
  return (
    <>
      <PageHead
        title="Money of a customer"
        crumb={
          <Link to="/studio/people/$accountId" params={{ accountId }} className="s-back">
            <IconArrowLeft size={16} />
            The person
          </Link>
        }
      />
      <CustomerMoney key={accountId} accountId={accountId} />
    </>
  );
}
