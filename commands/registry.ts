import { titleDecider } from '../domain/catalog/title.decider.ts';
import type { Decider, Message } from '../domain/kernel/decider.ts';
import { assetDecider } from '../domain/media/asset.decider.ts';
import { encodingDecider } from '../domain/media/encoding.decider.ts';
import { jobDecider } from '../domain/media/job.decider.ts';
import { packageDecider } from '../domain/media/package.decider.ts';
import { uploadDecider } from '../domain/media/upload.decider.ts';
import { sessionDecider } from '../domain/playback/session.decider.ts';
import { commandCatalog } from '../schemas/catalogue.ts';
import type { Envelope } from './pipeline/envelope.ts';
import { execute } from './pipeline/execute.ts';
import type { Outcome } from './pipeline/outcome.ts';
import type { EventLog } from '../ports/event-log.ts';

/** A decider whose types are known only to itself; `execute` checks the shape before it decides. */
type AnyDecider = Decider<unknown, Message & { readonly at: string }, Message>;

const deciders = [
  uploadDecider,
  assetDecider,
  encodingDecider,
  packageDecider,
  jobDecider,
  titleDecider,
  sessionDecider,
] as const;

const byCategory: ReadonlyMap<string, AnyDecider> = new Map(
  deciders.map((decider) => [decider.category, decider as unknown as AnyDecider]),
);

/** A command of any type, as it comes out of the log or off a wire. `category` guards against a wrong address. */
export type AnyEnvelope = Envelope<Message & { readonly at: string }> & { readonly category: string };

/** Executes a command of any type by the decider of its category; unknown and malformed commands are refused as values. */
export async function executeAny(
  deps: { readonly log: EventLog },
  { category, ...envelope }: AnyEnvelope,
): Promise<Outcome> {
  const definition = commandCatalog.get(envelope.command.type);
  const decider = byCategory.get(category);
  if (decider === undefined || definition?.category !== category)
    return {
      kind: 'rejected',
      rejection: {
        code: 'command.unknown',
        message: `No command "${envelope.command.type}" exists for "${category}"; check both names.`,
      },
    };
  return execute(deps, decider, envelope);
}
