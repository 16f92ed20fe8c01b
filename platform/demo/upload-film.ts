import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { expect, MutationAnswer, Refused } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';

/** What became of an upload that was announced. `token`: where the log was then. */
export interface Uploaded {
  readonly assetId: string;
  readonly titleId: string;
  readonly token: string;
}

const START = `mutation ($commandId: ID!, $input: StartUploadInput!) { startUpload(commandId: $commandId, input: $input) {
  __typename ... on UploadStarted { uploadId assetId titleId uploadUrl token } ... on Refusal { message } } }`;
const StartAnswer = z.object({ startUpload: MutationAnswer });
const Started = z.object({
  uploadId: z.uuid(),
  assetId: z.uuid(),
  titleId: z.uuid(),
  uploadUrl: z.string(),
  token: z.string(),
});

const PART_BYTES = 4 * 1024 * 1024;
const MAX_SLIPS = 10;
const TUS = { 'tus-resumable': '1.0.0' };

/**
 * Uploads a file by tus as the studio does. With the same `commandId` it goes on where an earlier call stopped, and sends
 * nothing when all is there. Gives back undefined when that upload was given up in the meantime: take another id.
 * @param onSent hears of the part that has arrived, 0 to 1
 * @throws Refused
 */
export async function uploadFilm(
  client: GatewayClient,
  path: string,
  commandId: string,
  onSent: (fraction: number) => void,
): Promise<Uploaded | undefined> {
  // Not as a Blob: Node reads those of more than 4 GiB short.
  const film = await open(path, 'r');
  try {
    return await uploadOpened(client, film, { fileName: basename(path), commandId }, onSent);
  } finally {
    await film.close();
  }
}

async function uploadOpened(
  client: GatewayClient,
  film: FileHandle,
  { fileName, commandId }: { readonly fileName: string; readonly commandId: string },
  onSent: (fraction: number) => void,
): Promise<Uploaded | undefined> {
  const { size } = await film.stat();
  const input = { fileName, sizeBytes: String(size) };
  const { startUpload } = await client.query(START, { commandId, input }, StartAnswer);
  expect(startUpload, 'UploadStarted');
  const upload = Started.parse(startUpload);
  const url = `${upload.uploadUrl}/${upload.uploadId}`;

  let slips = 0;
  for (let offset = await findOffset(client, upload, size); offset !== 'gone';) {
    onSent(size === 0 ? 1 : offset / size);
    if (offset >= size) return { assetId: upload.assetId, titleId: upload.titleId, token: upload.token };
    const headers = { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    const body = await readPart(film, offset, Math.min(PART_BYTES, size - offset));
    const response = await client.request(url, { method: 'PATCH', headers, body });
    const message = (await response.text()).trim();
    const arrived = Number(response.headers.get('upload-offset') ?? NaN);
    if (response.ok && arrived > offset) {
      offset = arrived;
      slips = 0;
      continue;
    }
    // A part whose answer was lost may have arrived: the server knows where to go on.
    if (![200, 204, 404, 409, 410, 500].includes(response.status) || ++slips > MAX_SLIPS)
      throw new Refused(message || `The upload was refused with HTTP ${response.status}.`);
    offset = await findOffset(client, upload, size);
  }
  return undefined;
}

/** Reads exactly so many bytes. @throws Refused when the file has become shorter */
async function readPart(film: FileHandle, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const part = new Uint8Array(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await film.read(part, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Refused('The film became shorter while it was being uploaded. Upload it again.');
    filled += bytesRead;
  }
  return part;
}

/** How many bytes the server has. An upload that it does not know yet is created. */
async function findOffset(
  client: GatewayClient,
  { uploadId, uploadUrl }: z.infer<typeof Started>,
  size: number,
): Promise<number | 'gone'> {
  const head = await client.request(`${uploadUrl}/${uploadId}`, { method: 'HEAD', headers: TUS });
  if (head.ok) return Number(head.headers.get('upload-offset'));
  if (head.status === 410) return 'gone';
  if (head.status !== 404) throw new Refused(`The upload cannot go on: HTTP ${head.status}.`);
  const metadata = `uploadId ${Buffer.from(uploadId).toString('base64')}`;
  const created = await client.request(uploadUrl, {
    method: 'POST',
    headers: { ...TUS, 'upload-length': String(size), 'upload-metadata': metadata },
  });
  const message = (await created.text()).trim();
  if (created.ok) return 0;
  if (created.status === 410) return 'gone';
  throw new Refused(message || `The upload was refused with HTTP ${created.status}.`);
}
