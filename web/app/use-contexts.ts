import { useRouteContext } from '@tanstack/react-router';
import type { WebContext } from './context.ts';
import { type Diary, diaryOf } from './diary.ts';

/** The contexts that this app was made from. */
export const useContexts = (): readonly WebContext[] => useRouteContext({ from: '__root__' }).contexts;

const diaries = new WeakMap<readonly WebContext[], Diary>();

/** How the events of all contexts read. */
export function useDiary(): Diary {
  const contexts = useContexts();
  const known = diaries.get(contexts);
  if (known !== undefined) return known;
  const diary = diaryOf(contexts);
  diaries.set(contexts, diary);
  return diary;
}
