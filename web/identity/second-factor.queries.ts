import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';
import type { SignInMutation } from './sign-in.queries.ts';

/** What a sign-in answers that asks for a second proof. */
export type SecondFactorNeeded = Extract<
  ResultOf<typeof SignInMutation>['signIn'],
  { readonly __typename: 'SecondFactorNeeded' }
>;

export const CompleteSignInMutation = graphql(`
  mutation CompleteSignIn($commandId: ID!, $challenge: String!, $code: String, $recoveryCode: String) {
    completeSignIn(commandId: $commandId, challenge: $challenge, code: $code, recoveryCode: $recoveryCode) {
      __typename
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
