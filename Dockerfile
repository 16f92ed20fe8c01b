# One image for every role. The command says which: node platform/cli.ts serve --roles=NAME
# Services are named by REPRISE_… variables, see docs/operations.md and docker-compose.yml.

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim AS web
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY schemas schemas
COPY gateway gateway
COPY web web
RUN npm run build:web

FROM node:24-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends bubblewrap ffmpeg \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir /data && chown node:node /data
WORKDIR /app
ENV NODE_ENV=production REPRISE_DATA_DIR=/data
COPY package.json package-lock.json LICENSE ./
COPY --from=dependencies /app/node_modules node_modules
COPY --from=web /app/web/dist web/dist
COPY schemas schemas
COPY domain domain
COPY ports ports
COPY adapters adapters
COPY runtime runtime
COPY commands commands
COPY projections projections
COPY workers workers
COPY gateway gateway
COPY platform platform
# Uploads, films and packages; shared by gateway and workers. It takes over this directory's owner when it is new.
VOLUME /data
USER node
EXPOSE 8080
CMD ["node", "platform/cli.ts", "serve", "--roles=all"]
