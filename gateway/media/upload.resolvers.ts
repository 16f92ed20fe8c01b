import { AbortUpload, StartUpload } from '../../schemas/media/upload.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import type { MutationFields, ResolverModule } from '../graphql/resolver.ts';
import { removeAborted } from './upload-files.ts';

/** Where tus clients send bytes. */
export const UPLOADS_PATH = '/uploads';

/** Announcing uploads and giving them up; the bytes themselves travel by tus. */
export const uploadResolvers: ResolverModule = {
  Mutation: {
    async startUpload(_parent, { commandId, input }, context) {
      const { maxUploadBytes } = context.ports;
      if (!isId(commandId))
        return refuse(
          'InvalidInput',
          'command.bad-id',
          '`commandId` must be a UUID in lower case, chosen by you.',
          'commandId',
        ).refusal;
      if (!/^\d{1,15}$/.test(input.sizeBytes))
        return refuse(
          'InvalidInput',
          'upload.bad-size',
          '`sizeBytes` must be the number of bytes as decimal text.',
          'sizeBytes',
        ).refusal;
      const sizeBytes = Number(input.sizeBytes);
      if (sizeBytes > maxUploadBytes)
        return refuse(
          'CommandRefused',
          'upload.too-large',
          `The file has ${sizeBytes} bytes; at most ${maxUploadBytes} are taken. Make it smaller or raise REPRISE_MAX_UPLOAD_BYTES.`,
        ).refusal;
      // Ids derive from the command: saying it twice names the same upload.
      const ids = {
        uploadId: uuid5(commandId, 'upload'),
        assetId: uuid5(commandId, 'asset'),
        titleId: uuid5(commandId, 'title'),
      };
      const answer = await runCommand(context, {
        commandId,
        definition: StartUpload,
        streamId: ids.uploadId,
        data: { ...ids, fileName: baseName(input.fileName), sizeBytes },
      });
      return answer.done
        ? { __typename: 'UploadStarted' as const, ...ids, uploadUrl: UPLOADS_PATH, token: answer.token }
        : answer.refusal;
    },
    async abortUpload(_parent, { commandId, uploadId }, context) {
      if (!isId(uploadId)) return refuse('NotFound', 'upload.not-found', 'There is no such upload.').refusal;
      const answer = await runCommand(context, {
        commandId,
        definition: AbortUpload,
        streamId: uploadId,
        data: { uploadId, reason: 'cancelled' },
      });
      if (!answer.done) return answer.refusal;
      await removeAborted(context.ports.store, context.ports.log, uploadId);
      return { __typename: 'UploadAborted' as const, uploadId, token: answer.token };
    },
  } satisfies MutationFields<MutationResolvers, 'startUpload' | 'abortUpload'>,
};

/** The last part of whatever path a browser sent, without control characters. It is shown to people, never used as a path. */
export function baseName(fileName: string): string {
  const last = fileName.replaceAll('\\', '/').split('/').at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  const clean = last.replaceAll(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return clean.slice(0, 255) || 'untitled';
}
