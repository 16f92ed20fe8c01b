import { z } from 'zod';

const text = z.string().nullish();
const amount = z.object({ currency: z.string(), amountMinor: z.number() });

/** What the page shows of a copy. Fields that it does not know are passed over: docs/identity.md lists them all. */
export const ExportDocument = z.object({
  format: z.literal('reprise-export'),
  madeAt: z.string(),
  account: z
    .object({
      email: text,
      registeredAt: text,
      language: text,
      emailConfirmed: z.boolean().catch(false),
      hasPassword: z.boolean().catch(false),
      roles: z.array(z.string()).catch([]),
    })
    .nullable(),
  profiles: z.array(
    z.object({
      id: z.string(),
      name: text,
      kids: z.boolean().catch(false),
      maturityCap: z.number(),
      language: text,
      hasPin: z.boolean().catch(false),
      createdAt: z.string(),
      deletedAt: text,
    }),
  ),
  devices: z.array(z.object({ id: z.string(), device: z.string(), signedInAt: z.string(), signedOutAt: text })),
  consents: z.array(z.object({ at: z.string(), purpose: z.string(), given: z.boolean() })).catch([]),
  money: z
    .object({
      methods: z.array(z.object({ brand: z.string(), last4: z.string() })),
      credit: z.array(amount),
      subscriptions: z.array(amount.extend({ id: z.string(), plan: z.string(), status: z.string() })),
      purchases: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          model: z.string(),
          status: z.string(),
          currency: z.string(),
          paidMinor: z.number(),
        }),
      ),
      invoices: z.array(
        z.object({
          id: z.string(),
          number: text,
          issuedAt: text,
          status: z.string(),
          currency: z.string(),
          grossMinor: z.number().nullish(),
        }),
      ),
    })
    .optional(),
  shownToStaff: z.array(z.object({ at: z.string(), page: z.string() })),
  watched: z.array(
    z.object({
      profileId: z.string(),
      titleId: z.string(),
      title: text,
      times: z.number(),
      lastAt: z.string(),
      lastPositionMs: z.number().nullish(),
    }),
  ),
  events: z.array(z.object({ at: z.string(), type: z.string(), by: z.string(), data: z.unknown() })),
});
export type ExportDocument = z.infer<typeof ExportDocument>;

/** What came of fetching a copy. */
export type Fetched =
  | { readonly kind: 'document'; readonly text: string; readonly document: ExportDocument }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

const Refused = z.object({ code: z.string(), message: z.string() });
const AWAY: Fetched = { kind: 'refused', code: 'away', message: 'It could not be fetched just now. Try again.' };

/** Fetches a copy, as whoever is signed in here. Never throws. */
export async function fetchExport(exportId: string): Promise<Fetched> {
  try {
    const response = await fetch(`/exports/${encodeURIComponent(exportId)}`, { cache: 'no-store' });
    const body = await response.text();
    const json: unknown = JSON.parse(body);
    if (response.ok) return { kind: 'document', text: body, document: ExportDocument.parse(json) };
    const refused = Refused.safeParse(json).data;
    return refused === undefined ? AWAY : { kind: 'refused', ...refused };
  } catch {
    return AWAY;
  }
}
