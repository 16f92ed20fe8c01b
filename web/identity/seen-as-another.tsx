import { IconEye } from '@tabler/icons-react';
import { useQuery } from 'urql';
import { StateMessage } from '../design/states.tsx';
import { HereQuery } from './sign-in.queries.ts';

/** Whether somebody who works here sees Reprise as a viewer does now: nothing of their own, or of the other's account, is shown. */
export function useSeesAsAnother(): boolean {
  const [{ data }] = useQuery({ query: HereQuery });
  return (data?.seeingAs ?? null) !== null;
}

/** Stands where a page of one's own would be meanwhile. */
export function SeenAsAnother() {
  return (
    <StateMessage whole icon={<IconEye size={30} stroke={1.6} />} title="Not while you see as somebody else">
      What belongs to their account is for them alone, and what is yours comes back when you end it, below.
    </StateMessage>
  );
}
