import { useRouter } from '@tanstack/react-router';
import { forgetAnswers } from '../app/graphql/viewer-client.tsx';
import { nextPage } from './next-page.ts';

/** What follows when somebody has signed in here: the page that they asked for. */
export function useArrival(): (asked?: string) => void {
  const router = useRouter();
  return (asked) => {
    forgetAnswers();
    router.history.push(nextPage(asked, location.origin));
  };
}
