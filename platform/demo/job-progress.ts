import { createClient } from 'graphql-ws';
import { z } from 'zod';
import type { JobFraction } from './follow-film.ts';

const Progress = z.object({ jobProgress: z.object({ jobId: z.string(), fraction: z.number() }) });

/**
 * Listens to the pipeline's progress over graphql-transport-ws. It is for the eye alone and may be lost: a connection that
 * breaks is opened again, and nothing waits for it.
 */
export function listenToProgress(
  gatewayUrl: string,
  operatorToken: string,
): { readonly fractionOf: JobFraction; stop(): Promise<void> } {
  const fractions = new Map<string, number>();
  const client = createClient({
    url: new URL('/graphql', gatewayUrl).href.replace(/^http/, 'ws'),
    connectionParams: { authorization: `Bearer ${operatorToken}` },
    retryAttempts: 100,
    shouldRetry: () => true,
  });
  const unsubscribe = client.subscribe(
    { query: 'subscription { jobProgress { jobId fraction } }' },
    {
      next: ({ data }) => {
        const progress = Progress.safeParse(data);
        if (progress.success) fractions.set(progress.data.jobProgress.jobId, progress.data.jobProgress.fraction);
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return {
    fractionOf: (jobId) => fractions.get(jobId),
    async stop() {
      unsubscribe();
      await client.dispose();
    },
  };
}
