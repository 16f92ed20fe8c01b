import type { z } from 'zod';
import { id } from '../kernel/id.ts';

export { ProfileId } from '../kernel/id.ts';

/** A person with a way to sign in: a viewer's household, or somebody who works here. Also the subject of the vault. */
export const AccountId = id('AccountId');
export type AccountId = z.infer<typeof AccountId>;

/** The one list of who gave administration up. */
export const AdministrationId = id('AdministrationId');
export const administrationId = AdministrationId.parse('5a4f0a63-9f6b-4c0e-8a55-2f6d2c9f1b07');

/** One sign-in on one device or browser, until it is signed out. */
export const SignInId = id('SignInId');
export type SignInId = z.infer<typeof SignInId>;

/** A browser or an app on which an account is or was signed in; another account there is another device. */
export const DeviceId = id('DeviceId');
export type DeviceId = z.infer<typeof DeviceId>;

/** A link that was sent by mail, used at most once. */
export const LinkId = id('LinkId');
export type LinkId = z.infer<typeof LinkId>;

/** A copy of everything about a person, made for them. */
export const ExportId = id('ExportId');
export type ExportId = z.infer<typeof ExportId>;
/** A passkey of an account; derived from the account and the credential, so that one credential is one passkey. */
export const PasskeyId = id('PasskeyId');
export type PasskeyId = z.infer<typeof PasskeyId>;

/** One offer of a profile to another household. */
export const OfferId = id('OfferId');
export type OfferId = z.infer<typeof OfferId>;

/** One look of staff at personal data of others. */
export const ReadingId = id('ReadingId');
export type ReadingId = z.infer<typeof ReadingId>;

/** A program that may work here. */
export const ServiceId = id('ServiceId');
export type ServiceId = z.infer<typeof ServiceId>;

/** One key of a program. */
export const ServiceKeyId = id('ServiceKeyId');
export type ServiceKeyId = z.infer<typeof ServiceKeyId>;

/** A screen without a keyboard that asks to be signed in from a second one. */
export const PairingId = id('PairingId');
export type PairingId = z.infer<typeof PairingId>;

/** A role that an installation made for itself. */
export const RoleId = id('RoleId');
export type RoleId = z.infer<typeof RoleId>;
/** One time that somebody who works here saw Reprise as a viewer does. */
export const SeeAsId = id('SeeAsId');
export type SeeAsId = z.infer<typeof SeeAsId>;
