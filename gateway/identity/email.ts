import { domainToASCII } from 'node:url';

/** An address as it is kept, and as it is looked for. */
export interface Email {
  readonly address: string;
  /** The same for addresses that differ in case alone. */
  readonly key: string;
}

/** RFC 5321, 4.5.3.1: what an address and the part before the @ may have at most, bytes. */
const MOST_BYTES = 254;
const MOST_LOCAL_BYTES = 64;
/** Control characters, blanks of all kinds, halves of pairs, and what mail headers would read as something else. */
const NEVER = /[\p{C}\p{Z}()<>[\]:;,\\"]/u;
/** What an address on the web ends its host with: reading a domain as one would drop what follows. */
const ENDS_HOST = /[/?#%]/;
/** An encoded word (RFC 2047): what some servers of mail read as another address. */
const ENCODED_WORD = /=\?.*\?=/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads an address: blanks around it go, the domain is written in lower case and in ASCII (RFC 5891), the part before the @ stays as
 * it is. Letters that only look alike make another address. Undefined: it is none that a message could go to.
 */
export function readEmail(text: string): Email | undefined {
  // Far more than an address has, before anything is done with it.
  if (text.length > 1000) return undefined;
  const trimmed = text.trim().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(at, 0));
  const domain = domainOf(trimmed.slice(at + 1));
  if (domain === undefined || local === '' || NEVER.test(local) || local.includes('@')) return undefined;
  if (ENCODED_WORD.test(local)) return undefined;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return undefined;
  const address = `${local}@${domain}`;
  if (Buffer.byteLength(local) > MOST_LOCAL_BYTES || Buffer.byteLength(address) > MOST_BYTES) return undefined;
  return { address, key: `${local.toLowerCase()}@${domain}` };
}

/** A name with a dot in it; numbers are hosts, not domains. */
function domainOf(text: string): string | undefined {
  if (NEVER.test(text) || ENDS_HOST.test(text)) return undefined;
  const ascii = domainToASCII(text).toLowerCase();
  const labels = ascii.split('.');
  const isName = labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return isName ? ascii : undefined;
}
