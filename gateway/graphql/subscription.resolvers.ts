import { JobProgressSignal } from '../../schemas/media/job.messages.ts';
import { maySee, titleView } from '../catalog/title.view.ts';
import { assetView } from '../media/asset.view.ts';
import type { Changes, Topic } from './changes.ts';
import { isId } from './connection.ts';
import { publicError } from './errors.ts';
import { createMailbox, lookUp, type Mailbox } from './mailbox.ts';
import type { ResolverModule } from './resolver.ts';

interface Heard {
  readonly key: string;
  readonly payload: unknown;
}

/** Five times a second for one film is as live as an eye can see. */
const BOX = { intervalMs: 200, maxKeys: 500 } as const;

/** Live changes. What a client cannot take in time is coalesced to the latest state of each film. */
export function subscriptionResolvers(changes: Changes): ResolverModule {
  const open = (
    topic: Topic,
    id: string | null | undefined,
    keyOf: (heard: Heard) => string = ({ key }) => key,
  ): Mailbox<Heard> => {
    const key = id ?? undefined;
    if (key !== undefined && !isId(key)) throw publicError('BAD_INPUT', 'The id must be a UUID in lower case.');
    const mailbox = createMailbox<Heard>(BOX);
    const stop = changes.listen(topic, key, (changed, payload) => {
      const heard = { key: changed, payload };
      mailbox.put(keyOf(heard), heard);
    });
    const close = mailbox.close;
    mailbox.close = () => {
      stop();
      close();
    };
    return mailbox;
  };

  return {
    Subscription: {
      titleChanged: {
        subscribe: ({ titleId }: { titleId?: string | null }, context) =>
          lookUp(open('title', titleId), context.ports.logger, async ({ key }) => {
            const row = isId(key) ? await context.load.title(key) : undefined;
            return row !== undefined && maySee(context, row) ? titleView(context)(row) : undefined;
          }),
      },
      assetChanged: {
        subscribe: ({ assetId }: { assetId?: string | null }, context) =>
          lookUp(open('asset', assetId), context.ports.logger, async ({ key }) => {
            const row = isId(key) ? await context.load.asset(key) : undefined;
            return row === undefined ? undefined : assetView(context)(row);
          }),
      },
      jobProgress: {
        subscribe: ({ assetId }: { assetId?: string | null }, context) =>
          lookUp(open('progress', assetId, jobOf), context.ports.logger, async ({ payload }) => {
            const progress = JobProgressSignal.safeParse(payload).data;
            return progress === undefined ? undefined : { ...progress, kind: progress.kind.toUpperCase() };
          }),
      },
    },
  };
}

/** An asset's poster and its encoding run side by side: each job is a key of its own. */
function jobOf({ key, payload }: Heard): string {
  return typeof payload === 'object' && payload !== null && 'jobId' in payload
    ? `${key}/${String(payload.jobId)}`
    : key;
}
