/** An error as Stripe answers it. Thrown by what handles a request; it says no, it is no bug. */
export class Problem extends Error {
  readonly status: number;
  readonly error: Readonly<Record<string, unknown>>;
  constructor(
    status: number,
    error: { readonly type: string; readonly message: string } & Readonly<Record<string, unknown>>,
  ) {
    super(error.message);
    this.status = status;
    this.error = error;
  }
}

export const invalid = (message: string, more: { readonly code?: string; readonly param?: string } = {}): Problem =>
  new Problem(400, { type: 'invalid_request_error', message, ...more });

/** The parameter that names it is `param`; the id of the address itself has none. */
export const missing = (what: string, id: string, param?: string): Problem =>
  new Problem(param === undefined ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param: param ?? 'id',
  });
