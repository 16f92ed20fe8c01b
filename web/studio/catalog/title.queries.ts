import { graphql } from '../../app/graphql/gql.ts';
import type { FragmentOf } from '../../app/graphql/gql.ts';

export const StudioTitleFields = graphql(`
  fragment StudioTitleFields on Title {
    id
    status
    name
    synopsis
    releaseYear
    attribution
    age
    tags
    durationMs
    posterUrl
    posterPlaceholder
    playable
    createdAt
    publishedAt
    revision
    asset {
      id
      stage
      fileName
    }
  }
`);
export type StudioTitle = FragmentOf<typeof StudioTitleFields>;

export const StudioTitlesQuery = graphql(
  `
    query StudioTitles($first: Int!, $after: String, $status: TitleStatus, $search: String) {
      studioTitles(first: $first, after: $after, status: $status, search: $search) {
        edges {
          node {
            ...StudioTitleFields
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [StudioTitleFields],
);

/** Enough of the drafts to count those that can be published. */
export const DraftsQuery = graphql(`
  query Drafts {
    studioTitles(first: 50, status: DRAFT) {
      edges {
        node {
          id
          playable
        }
      }
    }
  }
`);

export const StudioTitleQuery = graphql(
  `
    query StudioTitle($id: ID!) {
      title(id: $id) {
        ...StudioTitleFields
      }
      me {
        permissions
      }
    }
  `,
  [StudioTitleFields],
);
export const TitleChanged = graphql(
  `
    subscription TitleChanged($id: ID) {
      titleChanged(titleId: $id) {
        ...StudioTitleFields
      }
    }
  `,
  [StudioTitleFields],
);

export const AnyTitleChanged = graphql(`
  subscription AnyTitleChanged {
    titleChanged {
      id
      revision
    }
  }
`);

export const EditTitleMutation = graphql(
  `
    mutation EditTitle($commandId: ID!, $input: EditTitleInput!) {
      editTitle(commandId: $commandId, input: $input) {
        __typename
        ... on TitleEdited {
          token
          title {
            ...StudioTitleFields
          }
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
  `,
  [StudioTitleFields],
);

export const RateTitleMutation = graphql(
  `
    mutation RateTitle($commandId: ID!, $titleId: ID!, $age: Int, $expectedRevision: String) {
      rateTitle(commandId: $commandId, titleId: $titleId, age: $age, expectedRevision: $expectedRevision) {
        __typename
        ... on TitleRated {
          token
          title {
            ...StudioTitleFields
          }
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
  `,
  [StudioTitleFields],
);

export const TagTitleMutation = graphql(
  `
    mutation TagTitle($commandId: ID!, $titleId: ID!, $tags: [String!]!, $expectedRevision: String) {
      tagTitle(commandId: $commandId, titleId: $titleId, tags: $tags, expectedRevision: $expectedRevision) {
        __typename
        ... on TitleTagged {
          token
          title {
            ...StudioTitleFields
          }
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
  `,
  [StudioTitleFields],
);

export const PublishTitleMutation = graphql(
  `
    mutation PublishTitle($commandId: ID!, $titleId: ID!, $expectedRevision: String) {
      publishTitle(commandId: $commandId, titleId: $titleId, expectedRevision: $expectedRevision) {
        __typename
        ... on TitlePublished {
          token
          title {
            ...StudioTitleFields
          }
        }
        ... on Refusal {
          code
          message
        }
      }
    }
  `,
  [StudioTitleFields],
);

export const UnpublishTitleMutation = graphql(
  `
    mutation UnpublishTitle($commandId: ID!, $titleId: ID!, $reason: String!) {
      unpublishTitle(commandId: $commandId, titleId: $titleId, reason: $reason) {
        __typename
        ... on TitleUnpublished {
          token
          title {
            ...StudioTitleFields
          }
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
  `,
  [StudioTitleFields],
);

export const WatchingNowQuery = graphql(`
  query WatchingNow($titleIds: [ID!]) {
    watchingNow(titleIds: $titleIds) {
      sessions
      titles {
        titleId
        sessions
      }
    }
  }
`);
