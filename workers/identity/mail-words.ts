/** The language that dates are written in: the reader's where it is known, else English. */
export function localeFor(locale: string): string {
  const [known = 'en'] = Intl.DateTimeFormat.supportedLocalesOf([plain(locale), 'en']);
  return known;
}

/** An instant as people of that language write it, in UTC. */
export function instantInWords(instant: string, locale: string): string {
  const format = new Intl.DateTimeFormat(localeFor(locale), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(new Date(instant))} UTC`;
}

/** What is no language tag is none: `supportedLocalesOf` throws for it. */
const plain = (locale: string): string => (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(locale) ? locale : 'en');
