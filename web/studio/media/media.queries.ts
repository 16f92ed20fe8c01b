import { graphql } from '../../app/graphql/gql.ts';
import type { FragmentOf, ResultOf } from '../../app/graphql/gql.ts';

export const AssetFields = graphql(`
  fragment AssetFields on Asset {
    id
    uploadId
    fileName
    sizeBytes
    sha256
    stage
    durationMs
    startedAt
    updatedAt
    position
    posterUrl
    posterPlaceholder
    video {
      codec
      width
      height
      fps
    }
    renditions {
      name
      width
      height
      bitrateKbps
      averageKbps
      state
    }
    jobs {
      id
      kind
      state
      attempt
      worker
      requestedAt
      startedAt
      finishedAt
      wallMs
      lastError
    }
    rejection {
      stage
      code
      message
      detail
    }
    notes {
      stage
      code
      message
    }
    title {
      id
      name
      status
    }
  }
`);
export type Asset = FragmentOf<typeof AssetFields>;
export type Job = Asset['jobs'][number];

export const BoardQuery = graphql(
  `
    query Board($first: Int!, $after: String, $stage: AssetStage) {
      assets(first: $first, after: $after, stage: $stage) {
        edges {
          node {
            ...AssetFields
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [AssetFields],
);

export const StageCountsQuery = graphql(`
  query StageCounts {
    assetCounts {
      stage
      count
    }
  }
`);

export const AssetQuery = graphql(
  `
    query AssetPage($id: ID!) {
      asset(id: $id) {
        ...AssetFields
      }
    }
  `,
  [AssetFields],
);

export const AssetChanged = graphql(
  `
    subscription AssetChanged {
      assetChanged {
        ...AssetFields
      }
    }
  `,
  [AssetFields],
);
export const JobProgressed = graphql(`
  subscription JobProgressed {
    jobProgress {
      assetId
      jobId
      kind
      attempt
      fraction
      fps
      speed
    }
  }
`);
export type JobProgress = ResultOf<typeof JobProgressed>['jobProgress'];

export const StartUploadMutation = graphql(`
  mutation StartUpload($commandId: ID!, $input: StartUploadInput!) {
    startUpload(commandId: $commandId, input: $input) {
      __typename
      ... on UploadStarted {
        uploadId
        assetId
        titleId
        uploadUrl
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const AbortUploadMutation = graphql(`
  mutation AbortUpload($commandId: ID!, $uploadId: ID!) {
    abortUpload(commandId: $commandId, uploadId: $uploadId) {
      __typename
      ... on UploadAborted {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
