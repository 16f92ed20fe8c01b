import { z } from 'zod';
import type { StudioPlan } from './plans.queries.ts';

const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, 'Write a whole number.')
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** What a plan includes, as fields of a form. */
export const featureFields = {
  streams: whole(1, 100),
  maxHeight: z.string(),
  ads: z.boolean(),
  downloads: z.boolean(),
  tags: z.array(z.string()).max(100),
};
/** What it is called and what is said of it. */
export const nameFields = {
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(2000),
};
export const trialField = whole(0, 365);

/** How often is paid, as it is offered. */
export const INTERVALS = [
  ['MONTH 1', 'every month'],
  ['MONTH 3', 'every 3 months'],
  ['MONTH 6', 'every 6 months'],
  ['YEAR 1', 'every year'],
] as const;

interface FeatureValues {
  readonly streams: number;
  readonly maxHeight: string;
  readonly ads: boolean;
  readonly downloads: boolean;
  readonly tags: readonly string[];
}

/** The fields as the API takes them. */
export const featuresOf = ({ streams, maxHeight, ads, downloads, tags }: FeatureValues) => ({
  ...{ streams, ads, downloads },
  maxHeight: maxHeight === '' ? null : Number(maxHeight),
  tags: [...tags],
});

/** The other way round. */
export const featureValues = ({ streams, maxHeight, ads, downloads, tags }: StudioPlan['features']) => ({
  ...{ streams: String(streams), ads, downloads },
  maxHeight: maxHeight === null ? '' : String(maxHeight),
  // As titles have them: the case of a tag makes no difference.
  tags: tags.map((tag) => tag.toLowerCase()),
});
