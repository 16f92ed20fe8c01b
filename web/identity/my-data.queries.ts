import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const ExportsQuery = graphql(`
  query Exports {
    myExports {
      id
      status
      requestedAt
      progress
      size
      expiresAt
    }
  }
`);
export type PersonalExport = ResultOf<typeof ExportsQuery>['myExports'][number];

export const RequestExportMutation = graphql(`
  mutation RequestExport($commandId: ID!) {
    requestExport(commandId: $commandId) {
      __typename
      ... on ExportAsked {
        exportId
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const DeleteExportMutation = graphql(`
  mutation DeleteExport($commandId: ID!, $exportId: ID!) {
    deleteExport(commandId: $commandId, exportId: $exportId) {
      __typename
      ... on ExportDeleted {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
