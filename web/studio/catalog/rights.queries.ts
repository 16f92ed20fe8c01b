import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const TitleRightsQuery = graphql(`
  query TitleRights($id: ID!) {
    title(id: $id) {
      id
      rights {
        id
        model
        territories
        except
        start
        end
        maxHeight
        isEnded
      }
    }
    me {
      permissions
    }
  }
`);
export type Window = NonNullable<ResultOf<typeof TitleRightsQuery>['title']>['rights'][number];

export const GrantRightsWindowMutation = graphql(`
  mutation GrantRightsWindow($commandId: ID!, $titleId: ID!, $windowId: ID!, $window: RightsWindowInput!) {
    grantRightsWindow(commandId: $commandId, titleId: $titleId, windowId: $windowId, window: $window) {
      __typename
      ... on RightsChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
      ... on InvalidInput {
        path
      }
    }
  }
`);

export const AmendRightsWindowMutation = graphql(`
  mutation AmendRightsWindow(
    $commandId: ID!
    $titleId: ID!
    $windowId: ID!
    $window: RightsWindowInput!
    $why: String!
  ) {
    amendRightsWindow(commandId: $commandId, titleId: $titleId, windowId: $windowId, window: $window, why: $why) {
      __typename
      ... on RightsChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
      ... on InvalidInput {
        path
      }
    }
  }
`);

export const EndRightsWindowMutation = graphql(`
  mutation EndRightsWindow($commandId: ID!, $titleId: ID!, $windowId: ID!, $why: String!) {
    endRightsWindow(commandId: $commandId, titleId: $titleId, windowId: $windowId, why: $why) {
      __typename
      ... on RightsChanged {
        token
      }
      ... on Refusal {
        code
        message
      }
      ... on InvalidInput {
        path
      }
    }
  }
`);
