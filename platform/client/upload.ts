import { openAsBlob, statSync } from 'node:fs';
import { basename } from 'node:path';
import { PlainError } from '../terminal.ts';
import { accepted, ask, query, type Api } from './api.ts';

/** What an announced upload will become. */
export type Announced = { readonly uploadId: string; readonly assetId: string; readonly titleId: string };

const START = `mutation ($commandId: ID!, $input: StartUploadInput!) { startUpload(commandId: $commandId, input: $input) {
  __typename ... on UploadStarted { uploadId assetId titleId } ... on Refusal { code message } } }`;
const PART_BYTES = 16 * 1024 * 1024;
const TUS = { 'tus-resumable': '1.0.0' };

/**
 * Uploads a file by tus as the studio does. With the same `commandId` it goes on where an earlier call stopped,
 * and sends nothing when all is there. `onSent` hears of bytes sent and of the size.
 */
export const uploadFile = async (api: Api, path: string, commandId: string, onSent: (sent: number, size: number) => void): Promise<Announced> => {
  const size = statSync(path).size;
  const input = { fileName: basename(path), sizeBytes: String(size) };
  const { startUpload } = await query<{ startUpload: { __typename: string } & Announced }>(api, START, { commandId, input });
  const upload = accepted(startUpload, 'UploadStarted');
  const url = `/uploads/${upload.uploadId}`;
  let offset = await offsetOf(api, url);
  if (offset === undefined) {
    const metadata = `uploadId ${Buffer.from(upload.uploadId).toString('base64')}`;
    await expectOk(await ask(api, '/uploads', { method: 'POST', headers: { ...TUS, 'upload-length': String(size), 'upload-metadata': metadata } }));
    offset = 0;
  }
  const bytes = await openAsBlob(path);
  for (onSent(offset, size); offset < size; onSent(offset, size)) {
    const part = bytes.slice(offset, offset + PART_BYTES);
    const headers = { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    await expectOk(await ask(api, url, { method: 'PATCH', headers, body: part }));
    offset += part.size;
  }
  return { uploadId: upload.uploadId, assetId: upload.assetId, titleId: upload.titleId };
};

const offsetOf = async (api: Api, url: string): Promise<number | undefined> => {
  const response = await ask(api, url, { method: 'HEAD', headers: TUS });
  if (response.status === 404) return undefined;
  await expectOk(response);
  return Number(response.headers.get('upload-offset'));
};

const expectOk = async (response: Response): Promise<void> => {
  const text = await response.text();
  if (!response.ok) throw new PlainError(text.trim() === '' ? `The upload was refused (HTTP ${response.status}).` : text.trim());
};
