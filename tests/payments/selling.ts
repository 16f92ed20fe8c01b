import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { followFilm, publishFilm } from '../../platform/demo/follow-film.ts';
import { expect, MutationAnswer, type GatewayClient } from '../../platform/demo/gateway-client.ts';
import { uploadFilm } from '../../platform/demo/upload-film.ts';
import { makeFilm } from '../pipelines/pipeline.ts';

const DAY_MS = 86_400_000;

/** Runs a mutation as the operator, through outages. @throws Refused */
export async function operate(operator: GatewayClient, call: string, typename: string): Promise<void> {
  const query = `mutation { it: ${call} { __typename ... on Refusal { message } } }`;
  const { it } = await operator.query(query, {}, z.object({ it: MutationAnswer }));
  expect(it, typename);
}

/** A plan by the month in euro everywhere, tax included. */
export async function sellPlan(
  operator: GatewayClient,
  { name, streams, amountMinor }: { readonly name: string; readonly streams: number; readonly amountMinor: number },
): Promise<{ readonly planId: string; readonly priceId: string }> {
  const [planId, priceId] = [randomUUID(), randomUUID()];
  await operate(
    operator,
    `definePlan(commandId: "${randomUUID()}", planId: "${planId}", name: "${name}", interval: { unit: MONTH }, trialDays: 14, features: { streams: ${streams} })`,
    'PlansChanged',
  );
  await operate(
    operator,
    `setPlanPrice(commandId: "${randomUUID()}", planId: "${planId}", priceId: "${priceId}", amountMinor: ${amountMinor}, currency: "EUR", taxIncluded: true)`,
    'PlansChanged',
  );
  return { planId, priceId };
}

/** Two minutes of film: in plans, or for rent alone for 3.99 €. */
export async function sellFilm(
  operator: GatewayClient,
  { dataDir, name, model }: { readonly dataDir: string; readonly name: string; readonly model: 'SVOD' | 'RENT' },
): Promise<{ readonly titleId: string; readonly priceId: string }> {
  const path = await makeFilm(join(dataDir, `${name}.mp4`), { size: '320x180', seconds: 120, rate: '10' });
  const nothing = (): undefined => undefined;
  const uploaded = await uploadFilm(operator, path, randomUUID(), nothing);
  if (uploaded === undefined) throw new Error('an upload was given up');
  await followFilm(operator, uploaded, nothing, nothing);
  const { titleId } = uploaded;
  await publishFilm(operator, titleId, { name, synopsis: 'A film.', releaseYear: 2026, attribution: 'Nobody' });
  const [priceId, start] = [randomUUID(), new Date(Date.now() - DAY_MS).toISOString()];
  await operate(
    operator,
    `grantRightsWindow(commandId: "${randomUUID()}", titleId: "${titleId}", windowId: "${randomUUID()}", window: { model: ${model}, start: "${start}" })`,
    'RightsChanged',
  );
  if (model === 'RENT')
    await operate(
      operator,
      `setTitlePrice(commandId: "${randomUUID()}", titleId: "${titleId}", priceId: "${priceId}", price: { model: RENT, amountMinor: 399, currency: "EUR", taxIncluded: true })`,
      'TitlePricesChanged',
    );
  return { titleId, priceId };
}
