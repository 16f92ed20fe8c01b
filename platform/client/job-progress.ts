import { createClient } from 'graphql-ws';
import type { Api } from './api.ts';
import type { JobFraction } from './ingest-film.ts';

/**
 * Listens to the pipeline's progress over graphql-transport-ws. Progress may be lost, so a broken connection is
 * nobody's concern but this function's: it connects again.
 */
export const listenToProgress = (api: Api): { fractionOf: JobFraction; stop(): void } => {
  const fractions = new Map<string, number>();
  const client = createClient({
    url: new URL('/graphql', api.base).href.replace(/^http/, 'ws'),
    connectionParams: { authorization: `Bearer ${api.token}` },
    retryAttempts: 1000,
    shouldRetry: () => true,
  });
  const unsubscribe = client.subscribe<{ jobProgress: { jobId: string; fraction: number } }>(
    { query: 'subscription { jobProgress { jobId fraction } }' },
    {
      next: ({ data }) => {
        if (data?.jobProgress !== undefined) fractions.set(data.jobProgress.jobId, data.jobProgress.fraction);
      },
      error: () => {},
      complete: () => {},
    },
  );
  return {
    fractionOf: (jobId) => fractions.get(jobId),
    stop: () => {
      unsubscribe();
      void client.dispose();
    },
  };
};
