import { useRouter } from '@tanstack/react-router';
import { forgetAnswers } from '../app/graphql/viewer-client.tsx';
import { afterSigningIn, nextPage } from '../../schemas/identity/next-page.ts';

/** What follows when somebody has signed in here: the page that they asked for, mostly after they said who is watching. */
export function useArrival(): (asked?: string) => void {
  const router = useRouter();
  return (asked) => {
    forgetAnswers();
    router.history.push(afterSigningIn(nextPage(asked, location.origin)));
  };
}

/** What follows when somebody said who is watching. */
export function useChosen(): (asked?: string) => void {
  const router = useRouter();
  return (asked) => {
    forgetAnswers();
    router.history.push(nextPage(asked, location.origin));
  };
}
