import { useSubscription } from 'urql';
import type { StudioWrapperProps } from '../../app/context.ts';
import { useChanges } from '../changes.tsx';
import { AnyTitleChanged } from './title.queries.ts';

/** Tells the studio when any title changed. */
export default function CatalogLiveProvider({ children }: StudioWrapperProps) {
  const changes = useChanges();
  useSubscription({ query: AnyTitleChanged }, () => {
    changes.announce();
    return null;
  });
  return children;
}
