import { isIP } from 'node:net';

/** Whether a request with this `Host` is meant for this gateway. */
export type IsAllowedHost = (header: string | undefined) => boolean;

const THIS_MACHINE = ['localhost', '127.0.0.1', '::1'];
/** Spellings that were found allowed. */
const REMEMBERED = 100;
const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

/**
 * Against DNS rebinding: a page of another site that lets its own name point here sends that name. Allowed are the host of
 * the public URL, the address that is listened on, this machine's own names, and `others`; ports do not matter. Who listens
 * on all addresses is reached by any of them: an address as `Host` is never a name that somebody else could let point here.
 */
export function allowedHosts(options: {
  readonly listen: string;
  readonly publicUrl: string | undefined;
  readonly others: readonly string[];
}): IsAllowedHost {
  const { listen, publicUrl, others } = options;
  const names = new Set([
    ...THIS_MACHINE,
    ...[listen, ...others, ...(publicUrl === undefined ? [] : [new URL(publicUrl).host])].flatMap(
      (text) => nameOf(text) ?? [],
    ),
  ]);
  const anyAddress = EVERY_ADDRESS.has(listen);
  const known = new Set<string>();
  return (header) => {
    if (header === undefined) return false;
    if (known.has(header)) return true;
    const name = nameOf(header);
    const isAllowed = name !== undefined && (names.has(name) || (anyAddress && isIP(name) !== 0));
    if (isAllowed && known.size < REMEMBERED) known.add(header);
    return isAllowed;
  };
}

/** The name or address in `name`, `name:port`, `[address]:port` or an address; undefined when it is none of them. */
function nameOf(host: string): string | undefined {
  const text = host.trim().toLowerCase();
  if (isIP(text) !== 0) return text;
  const { bracketed, plain } =
    /^(?:\[(?<bracketed>[0-9a-f:.]+)\]|(?<plain>[a-z0-9._-]+))(?::\d{1,5})?$/.exec(text)?.groups ?? {};
  if (bracketed !== undefined) return isIP(bracketed) === 6 ? bracketed : undefined;
  return plain?.replace(/\.$/, '');
}
