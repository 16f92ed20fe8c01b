import type { Upload as TusUpload } from 'tus-js-client';
import type { Client } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { failureOf } from '../../app/graphql/failure.ts';
import { randomUuid } from '../../app/uuid.ts';
import { AbortUploadMutation, StartUploadMutation } from './media.queries.ts';
import { describeError } from './upload-error.ts';
import { problemOf } from './upload-form.ts';
import { keyOf, readRecords, type UploadRecord, writeRecord } from './upload-records.ts';

export type UploadState = 'queued' | 'sending' | 'paused' | 'failed' | 'sent' | 'waits-for-file';

/** One film on its way from this browser. */
export interface UploadEntry {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly state: UploadState;
  /** What went wrong and what to do, when it failed. */
  readonly message: string | null;
  readonly assetId: string | null;
  readonly uploadId: string | null;
}

export interface Uploads {
  list(): readonly UploadEntry[];
  /** Sends files; one that was begun before goes on where it stopped. */
  add(files: readonly File[]): void;
  pause(key: string): void;
  resume(key: string): void;
  /** Gives an upload up here and on the server. */
  cancel(key: string): Promise<void>;
  /** Gives up an upload that another browser began. */
  abandon(uploadId: string): Promise<void>;
  subscribe(listener: () => void): () => void;
}

/** Two at a time keep a slow line busy without starving each other. */
const atOnce = 2;
const retryDelays = [0, 1000, 3000, 5000, 10_000, 20_000];

/** Resumable uploads by tus, with a queue and a memory that survives a reload. */
export function createUploads({ client, token }: { client: Client; token: string | null }): Uploads {
  let entries: readonly UploadEntry[] = readRecords(localStorage, Date.now()).map((record) => ({
    ...begun(record),
    state: 'waits-for-file',
  }));
  const files = new Map<string, File>();
  const senders = new Map<string, TusUpload>();
  const listeners = new Set<() => void>();

  const update = (key: string, change: Partial<UploadEntry>): void => {
    entries = entries.map((entry) => (entry.key === key ? { ...entry, ...change } : entry));
    for (const listener of listeners) listener();
  };
  const find = (key: string): UploadEntry | undefined => entries.find((entry) => entry.key === key);
  const fail = (key: string, message: string): void => {
    update(key, { state: 'failed', message });
    next();
  };
  const next = (): void => {
    const free = atOnce - entries.filter((entry) => entry.state === 'sending').length;
    for (const entry of entries.filter((candidate) => candidate.state === 'queued').slice(0, Math.max(0, free))) {
      update(entry.key, { state: 'sending', message: null });
      void send(entry.key).catch((error: unknown) =>
        fail(entry.key, error instanceof Error ? error.message : String(error)),
      );
    }
  };

  const announce = async (key: string, file: File): Promise<{ uploadId: string; uploadUrl: string } | null> => {
    const known = readRecords(localStorage, Date.now()).find((record) => record.key === key);
    const record: UploadRecord = known ?? {
      key,
      name: file.name,
      size: file.size,
      commandId: randomUuid(),
      uploadId: null,
      assetId: null,
      at: Date.now(),
    };
    writeRecord(localStorage, key, record, Date.now());
    const { data, error } = await client
      .mutation(StartUploadMutation, {
        commandId: record.commandId,
        input: { fileName: file.name, sizeBytes: String(file.size) },
      })
      .toPromise();
    const answer = data?.startUpload;
    if (answer?.__typename === 'UploadStarted') {
      rememberToken(answer.token);
      writeRecord(localStorage, key, { ...record, uploadId: answer.uploadId, assetId: answer.assetId }, Date.now());
      update(key, { uploadId: answer.uploadId, assetId: answer.assetId });
      return answer;
    }
    if (answer !== undefined) {
      writeRecord(localStorage, key, null, Date.now());
      fail(key, answer.message);
    } else if (error !== undefined) {
      const failure = failureOf(error);
      fail(key, `${failure.title}. ${failure.remedy}`);
    }
    return null;
  };

  const send = async (key: string): Promise<void> => {
    const file = files.get(key);
    if (file === undefined) return update(key, { state: 'waits-for-file' });
    const [{ Upload }, announced] = await Promise.all([import('tus-js-client'), announce(key, file)]);
    if (announced === null || find(key)?.state !== 'sending') return;
    const sender = new Upload(file, {
      endpoint: announced.uploadUrl,
      retryDelays,
      removeFingerprintOnSuccess: true,
      fingerprint: () => Promise.resolve(`reprise-${announced.uploadId}`),
      metadata: { uploadId: announced.uploadId, filename: file.name },
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'x-reprise-client': 'web' },
      onProgress: (sent) => update(key, { sent }),
      onSuccess: () => {
        writeRecord(localStorage, key, null, Date.now());
        update(key, { state: 'sent', sent: file.size });
        senders.delete(key);
        files.delete(key);
        next();
      },
      onError: (error) => fail(key, describeError(error)),
    });
    senders.set(key, sender);
    const [previous] = await sender.findPreviousUploads();
    if (previous !== undefined) sender.resumeFromPreviousUpload(previous);
    if (find(key)?.state === 'sending') sender.start();
  };

  const abandon = async (uploadId: string): Promise<void> => {
    const { data } = await client.mutation(AbortUploadMutation, { commandId: randomUuid(), uploadId }).toPromise();
    if (data?.abortUpload.__typename === 'UploadAborted') rememberToken(data.abortUpload.token);
  };

  return {
    list: () => entries,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: (chosen) => {
      for (const file of chosen) {
        const key = keyOf(file);
        files.set(key, file);
        const known = find(key);
        if (known === undefined || known.state === 'sent') {
          const problem = problemOf(file);
          const fresh: UploadEntry = {
            key,
            name: file.name,
            size: file.size,
            sent: 0,
            state: problem === null ? 'queued' : 'failed',
            message: problem,
            assetId: null,
            uploadId: null,
          };
          entries = [fresh, ...entries.filter((entry) => entry.key !== key)];
          update(key, {});
        } else if (known.state !== 'sending') update(key, { state: 'queued', message: null });
      }
      next();
    },
    pause: (key) => {
      void senders.get(key)?.abort();
      update(key, { state: 'paused' });
      next();
    },
    resume: (key) => {
      update(key, { state: 'queued', message: null });
      next();
    },
    cancel: async (key) => {
      const entry = find(key);
      await senders
        .get(key)
        ?.abort()
        .catch(() => undefined);
      senders.delete(key);
      files.delete(key);
      writeRecord(localStorage, key, null, Date.now());
      entries = entries.filter((candidate) => candidate.key !== key);
      update(key, {});
      next();
      if (entry !== undefined && entry.uploadId !== null) await abandon(entry.uploadId);
    },
    abandon,
  };
}

const begun = (record: UploadRecord): Omit<UploadEntry, 'state'> => ({
  key: record.key,
  name: record.name,
  size: record.size,
  sent: 0,
  message: null,
  assetId: record.assetId,
  uploadId: record.uploadId,
});
