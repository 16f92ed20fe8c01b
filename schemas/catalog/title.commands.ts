import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { TitleId } from './ids.ts';
import {
  TitleCreated,
  TitleDetails,
  TitleMediaAttached,
  TitleRated,
  TitleTagged,
  TitleUnpublished,
} from './title.events.ts';

export const CreateTitle = defineCommand({
  type: 'CreateTitle',
  category: 'title',
  description: 'Draft a title for an asset.',
  data: TitleCreated.data,
});
export const EditTitleDetails = defineCommand({
  type: 'EditTitleDetails',
  category: 'title',
  description: 'Change what is said about a title.',
  data: z.strictObject({ titleId: TitleId, details: TitleDetails.partial() }),
});
export const AttachTitleMedia = defineCommand({
  type: 'AttachTitleMedia',
  category: 'title',
  description: 'Attach a playable package.',
  data: TitleMediaAttached.data,
});
export const PublishTitle = defineCommand({
  type: 'PublishTitle',
  category: 'title',
  description: 'Put a title live.',
  data: z.strictObject({ titleId: TitleId }),
});
export const UnpublishTitle = defineCommand({
  type: 'UnpublishTitle',
  category: 'title',
  description: 'Take a title down.',
  data: TitleUnpublished.data,
});

export const RateTitle = defineCommand({
  type: 'RateTitle',
  category: 'title',
  description: 'Say from which age on a title is suitable.',
  data: TitleRated.data,
});

export const TagTitle = defineCommand({
  type: 'TagTitle',
  category: 'title',
  description: 'Say by which tags a title is grouped, all of them.',
  data: TitleTagged.data,
});

export const titleCommands = [
  CreateTitle,
  EditTitleDetails,
  AttachTitleMedia,
  PublishTitle,
  UnpublishTitle,
  RateTitle,
  TagTitle,
] as const;
