import { lacks, may } from '../../domain/kernel/permission-decision.ts';
import { traceOf } from '../http/requests.ts';
import { mkdirSync } from 'node:fs';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AbortUpload } from '../../schemas/media/upload.commands.ts';
import type { ActingActor } from '../../schemas/kernel/metadata.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { isId } from '../graphql/connection.ts';
import { isOutage } from '../../ports/outage.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import type { GatewayPorts } from '../ports.ts';
import { finisher } from './upload-finish.ts';
import { readUpload, removeAborted, uploadKey } from './upload-files.ts';
import { UPLOADS_PATH } from './upload.resolvers.ts';

/** Bytes of the disk that uploads leave alone: the databases need space too. */
const RESERVE_BYTES = 512 * 1024 * 1024;
const TUS = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' } as const;

/** The library's store, without its habit to make the directory later and to end the process when that fails. */
class UploadStore extends (FileStore as unknown as new (options: {
  directory: string;
}) => ConstructorParameters<typeof Server>[0]['datastore']) {
  /** Called by the constructor; `registerUploads` has made the directory. */
  checkOrCreateDirectory(): void {}
}

/** A refusal in the shape that @tus/server throws. */
interface TusRefusal {
  readonly status_code: number;
  readonly body: string;
}
const refusal = (status_code: number, body: string): TusRefusal => ({ status_code, body: `${body}\n` });

/**
 * Resumable uploads by tus at `/uploads`, for operators. Only uploads announced by `startUpload` are taken, under the id
 * that the log knows and with exactly the announced size: nothing in a file's name or path comes from the client.
 */
export function registerUploads(
  app: FastifyInstance,
  { ports, staffOf, publicOrigin, allowLongBody }: GatewayServices,
): void {
  const directory = ports.store.path('uploads');
  mkdirSync(directory, { recursive: true });
  const tus = new Server({
    path: UPLOADS_PATH,
    datastore: new UploadStore({ directory }),
    maxSize: ports.maxUploadBytes,
    relativeLocation: true,
    allowedOrigins: [publicOrigin],
    // `prepare` has checked it before tus sees the request.
    namingFunction: (_request, metadata) => metadata?.['uploadId'] ?? '',
    async onUploadFinish(_request, { id }) {
      const ended = await finisher(ports)(id).catch((error: unknown) => {
        ports.logger.warn(
          { err: error, uploadId: id },
          'an upload could not be finished yet; it will be when everything answers again',
        );
        return 'later' as const;
      });
      if (ended === 'complete') return {};
      // The bytes are safe on the disk and the sweep completes them: the client has nothing left to do.
      if (ended === 'later') return { headers: { 'x-reprise-upload': 'completing' } };
      throw typeof ended === 'object'
        ? refusal(409, ended.refused)
        : refusal(410, 'This upload was given up. Start a new one.');
    },
    async onResponseError(_request, error) {
      if ('status_code' in error && error.status_code < 500) return undefined;
      ports.logger.error({ err: error }, 'an upload request failed');
      if ((await ports.store.freeBytes()) < RESERVE_BYTES)
        return refusal(507, 'The disk is full. Free some space, then resume the upload.');
      return refusal(isOutage(error) ? 503 : 500, 'The upload was interrupted on our side. Resume it in a moment.');
    },
  });

  /** Who sent each request; only staff get past the first look. */
  const uploaders = new WeakMap<FastifyRequest, ActingActor>();
  app.register(async (scope) => {
    // tus reads the request itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.addHook('onRequest', async (request, reply) => {
      // The library would take another method from here, past what each route checks.
      delete request.raw.headers['x-http-method-override'];
      if (request.method === 'OPTIONS') return;
      const actor = await staffOf(request);
      if (actor !== undefined && !may(actor, 'media.upload'))
        return reply
          .code(403)
          .headers(TUS)
          .type('text/plain')
          .send(`${lacks('media.upload')}\n`);
      if (actor !== undefined) {
        uploaders.set(request, actor);
        if (request.headers['upload-concat'] === undefined) return;
        return reply
          .code(400)
          .headers(TUS)
          .type('text/plain')
          .send(
            'Uploads in parts that are put together afterwards (Upload-Concat) are not taken. Send the film as one.\n',
          );
      }
      return reply
        .code(401)
        .headers({ ...TUS, 'www-authenticate': 'Bearer' })
        .type('text/plain')
        .send('Uploads need the operator token. Open the studio with the link that `npm start` prints.\n');
    });
    const pass = (request: FastifyRequest, reply: FastifyReply): void => {
      reply.hijack();
      allowLongBody(request.raw);
      reply.raw.setHeader('x-correlation-id', request.id);
      tus.handle(request.raw, reply.raw).catch((error: unknown) => {
        ports.logger.error({ err: error, correlationId: request.id }, 'an upload request broke');
        reply.raw.destroy();
      });
    };

    scope.options(UPLOADS_PATH, async (request, reply) => pass(request, reply));
    scope.post(UPLOADS_PATH, async (request, reply) => {
      const ready = await prepare(ports, request);
      if (typeof ready === 'object')
        return reply.code(ready.status_code).headers(TUS).type('text/plain').send(ready.body);
      // A second POST must not truncate what is there: it only learns where to go on.
      if (
        (await ports.store.size(uploadKey(ready))) !== undefined &&
        (await ports.store.size(`${uploadKey(ready)}.json`)) !== undefined
      )
        return reply
          .code(201)
          .headers({ ...TUS, location: `${UPLOADS_PATH}/${ready}` })
          .send();
      return pass(request, reply);
    });
    scope.route<{ Params: { uploadId: string } }>({
      method: ['HEAD', 'PATCH'],
      url: `${UPLOADS_PATH}/:uploadId`,
      async handler(request, reply) {
        const { uploadId } = request.params;
        if (isId(uploadId) && (await ports.store.size(uploadKey(uploadId))) !== undefined) return pass(request, reply);
        const upload = isId(uploadId) ? await readUpload(ports.log, uploadId) : undefined;
        if (upload?.status === 'complete') {
          // The client missed the last answer: it is answered that nothing is left to send.
          const size = String(upload.started.sizeBytes);
          return reply
            .code(request.method === 'HEAD' ? 200 : 204)
            .headers({ ...TUS, 'upload-offset': size, 'upload-length': size })
            .send();
        }
        return reply
          .code(upload?.status === 'aborted' ? 410 : 404)
          .headers(TUS)
          .send();
      },
    });
    scope.delete<{ Params: { uploadId: string } }>(`${UPLOADS_PATH}/:uploadId`, async (request, reply) => {
      const { uploadId } = request.params;
      const actor = uploaders.get(request);
      if (!isId(uploadId) || actor === undefined) return reply.code(404).headers(TUS).send();
      const outcome = await ports.execute({
        streamId: uploadId,
        commandId: uuid5(uploadId, 'cancel'),
        correlationId: request.id,
        traceparent: traceOf(request.raw),
        actor,
        command: {
          type: AbortUpload.type,
          data: { uploadId, reason: 'cancelled' },
          at: new Date(ports.now()).toISOString(),
        },
      });
      if (outcome.kind === 'rejected')
        return reply.code(409).headers(TUS).type('text/plain').send(`${outcome.rejection.message}\n`);
      await removeAborted(ports.store, ports.log, uploadId);
      return reply.code(204).headers(TUS).send();
    });
  });
}

/** The id of the upload that a POST may create, or why it may not. */
async function prepare(ports: GatewayPorts, request: FastifyRequest): Promise<string | TusRefusal> {
  const uploadId = metadataOf(request.headers['upload-metadata'])?.get('uploadId') ?? '';
  if (!isId(uploadId))
    return refusal(400, 'Announce the upload with `startUpload` first and send its `uploadId` in Upload-Metadata.');
  const upload = await readUpload(ports.log, uploadId);
  if (upload.status === 'none') return refusal(404, 'There is no such upload. Announce it with `startUpload` first.');
  if (upload.status === 'complete') return refusal(409, 'This upload is complete; nothing is left to send.');
  if (upload.status === 'aborted') return refusal(410, 'This upload was given up. Start a new one.');
  const { sizeBytes } = upload.started;
  if (String(request.headers['upload-length']) !== String(sizeBytes))
    return refusal(400, `This upload was announced with ${sizeBytes} bytes; Upload-Length must say the same.`);
  if (sizeBytes > ports.maxUploadBytes) return refusal(413, `At most ${ports.maxUploadBytes} bytes are taken.`);
  if ((await ports.store.freeBytes()) < sizeBytes + RESERVE_BYTES)
    return refusal(507, 'There is not enough space on the disk for this film. Free some space, then try again.');
  return uploadId;
}

/** Reads tus' `Upload-Metadata`: `key base64,key base64`. */
export function metadataOf(header: string | string[] | undefined): ReadonlyMap<string, string> | undefined {
  if (typeof header !== 'string' || header.length > 4096) return undefined;
  return new Map(
    header.split(',').map((pair) => {
      const [key = '', value = ''] = pair.trim().split(' ');
      return [key, Buffer.from(value, 'base64').toString('utf8')] as const;
    }),
  );
}
