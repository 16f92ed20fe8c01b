import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const ConsentsQuery = graphql(`
  query Consents {
    myConsents {
      purpose
      given
      since
      text
      history {
        given
        at
      }
    }
  }
`);
export type Consent = ResultOf<typeof ConsentsQuery>['myConsents'][number];

export const SetConsentMutation = graphql(`
  mutation SetConsent($commandId: ID!, $purpose: ConsentPurpose!, $given: Boolean!) {
    setConsent(commandId: $commandId, purpose: $purpose, given: $given) {
      __typename
      ... on ConsentSaved {
        token
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
