import { defineCommand } from '../kernel/define.ts';
import { SeeAsBegun, SeeAsEnded } from './see-as.events.ts';

const seeAs = { category: 'seeas', streamIdField: 'seeAsId' } as const;

export const BeginSeeAs = defineCommand({
  ...seeAs,
  type: 'BeginSeeAs',
  description: 'See Reprise as a viewer does, for a while.',
  data: SeeAsBegun.data,
});
export const EndSeeAs = defineCommand({
  ...seeAs,
  type: 'EndSeeAs',
  description: 'Be oneself again.',
  data: SeeAsEnded.data,
});

export const seeAsCommands = [BeginSeeAs, EndSeeAs] as const;
