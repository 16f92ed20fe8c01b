import type { z } from 'zod';
import { id } from '../kernel/id.ts';

// Ids of what editors publish.

export const TitleId = id('TitleId');
export type TitleId = z.infer<typeof TitleId>;
