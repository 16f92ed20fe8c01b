import '../../forms/issue-message.ts';
import { z } from 'zod';
import { UploadStarted } from '../../../schemas/media/upload.events.ts';

const { fileName, sizeBytes } = UploadStarted.data.shape;

/** What an upload says about its file: the limits are those of its events. */
const uploadForm = z.object({
  name: fileName,
  size: sizeBytes.min(1, 'The file is empty. Choose the film itself.'),
});

/** Why a file cannot be uploaded at all, or null. Nothing is sent for one that cannot. */
export function problemOf(file: { readonly name: string; readonly size: number }): string | null {
  const issue = uploadForm.safeParse({ name: file.name, size: file.size }).error?.issues[0];
  if (issue === undefined) return null;
  return issue.path[0] === 'name' ? `The file's name does not fit. ${issue.message}` : issue.message;
}
