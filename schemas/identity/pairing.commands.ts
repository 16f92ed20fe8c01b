import { defineCommand } from '../kernel/define.ts';
import { PairingApproved, PairingDenied, PairingRedeemed, PairingStarted } from './pairing.events.ts';

const pairing = { category: 'pairing' } as const;

export const StartPairing = defineCommand({
  ...pairing,
  type: 'StartPairing',
  description: 'Show a code on a screen, to be signed in from a second one.',
  data: PairingStarted.data,
});
export const ApprovePairing = defineCommand({
  ...pairing,
  type: 'ApprovePairing',
  description: 'Let the screen in that shows a code.',
  data: PairingApproved.data,
});
export const DenyPairing = defineCommand({
  ...pairing,
  type: 'DenyPairing',
  description: 'Refuse the screen that shows a code.',
  data: PairingDenied.data,
});
export const RedeemPairing = defineCommand({
  ...pairing,
  type: 'RedeemPairing',
  description: 'Take the sign-in that a screen was let in with; once.',
  data: PairingRedeemed.data,
});

export const pairingCommands = [StartPairing, ApprovePairing, DenyPairing, RedeemPairing] as const;
