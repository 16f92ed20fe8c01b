import { z } from 'zod';

const uuid = () => z.uuid().describe('a UUID in lower case');

export const UploadId = uuid().brand<'UploadId'>();
export const AssetId = uuid().brand<'AssetId'>();
export const EncodingId = uuid().brand<'EncodingId'>();
export const PackageId = uuid().brand<'PackageId'>();
export const JobId = uuid().brand<'JobId'>();
export const TitleId = uuid().brand<'TitleId'>();
export const SessionId = uuid().brand<'SessionId'>();
export const ProfileId = uuid().brand<'ProfileId'>();

export type UploadId = z.infer<typeof UploadId>;
export type AssetId = z.infer<typeof AssetId>;
export type EncodingId = z.infer<typeof EncodingId>;
export type PackageId = z.infer<typeof PackageId>;
export type JobId = z.infer<typeof JobId>;
export type TitleId = z.infer<typeof TitleId>;
export type SessionId = z.infer<typeof SessionId>;
export type ProfileId = z.infer<typeof ProfileId>;
