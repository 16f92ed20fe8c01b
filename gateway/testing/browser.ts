import { OPERATOR_TOKEN, type GraphqlAnswer } from './start.ts';

/** A browser: keeps the cookies that it is given, and sends them. */
export interface Browser {
  readonly cookies: Map<string, string>;
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<GraphqlAnswer>;
  /** A second tab: the same cookies, but what either gets from now on is its own. */
  copy(): Browser;
}

export const operatorHeaders = { authorization: `Bearer ${OPERATOR_TOKEN}` };

/** @param url of the gateway */
export function browser(url: string, kept: ReadonlyMap<string, string> = new Map()): Browser {
  const cookies = new Map(kept);
  return {
    cookies,
    copy: () => browser(url, cookies),
    async ask(query, variables = {}, headers = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }), ...headers },
        body: JSON.stringify({ query, variables }),
      });
      for (const given of response.headers.getSetCookie()) {
        const [, name = '', value = '', rest = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(given) ?? [];
        if (/max-age=0/i.test(rest)) cookies.delete(name);
        else cookies.set(name, value);
      }
      const { data = null, errors = [] } = (await response.json()) as Partial<GraphqlAnswer>;
      return { status: response.status, headers: response.headers, data, errors };
    },
  };
}
