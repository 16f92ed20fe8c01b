import { graphql } from '../app/graphql/gql.ts';

export const EndSeeAsMutation = graphql(`
  mutation EndSeeAs($commandId: ID!) {
    endSeeAs(commandId: $commandId) {
      __typename
      ... on Refusal {
        code
        message
      }
    }
  }
`);

export const SupportLooksQuery = graphql(`
  query SupportLooks {
    supportLooks {
      what
      at
      until
    }
  }
`);
