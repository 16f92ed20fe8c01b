/** Text as it may stand in HTML, also between double quotes. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Markup that is safe as it is. */
export interface Html {
  readonly html: string;
}

/** Markup with values: text is escaped, markup is not, lists are joined, and what is absent is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.map((part, at) => part + (at < values.length ? valueOf(values[at]) : '')).join('') };
}

type Value = string | number | Html | readonly Html[] | undefined;

function valueOf(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'object') return 'html' in value ? value.html : value.map((one) => one.html).join('');
  return escaped(String(value));
}
