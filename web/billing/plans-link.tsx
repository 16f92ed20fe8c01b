import { Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { HereQuery } from '../identity/sign-in.queries.ts';

/** To what can be subscribed to; nothing where nothing is sold. */
export function PlansLink() {
  const [{ data }] = useQuery({ query: HereQuery });
  return data === undefined || data.plans.length === 0 ? null : <Link to="/plans">Plans</Link>;
}
