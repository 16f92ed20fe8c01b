import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';
import type { SignInMutation } from './sign-in.queries.ts';

/** What a sign-in answers that asks for a second proof. */
export type SecondFactorNeeded = Extract<
  ResultOf<typeof SignInMutation>['signIn'],
  { readonly __typename: 'SecondFactorNeeded' }
>;

export const CompleteSignInMutation = graphql(`
  mutation CompleteSignIn(
    $commandId: ID!
    $challenge: String!
    $code: String
    $recoveryCode: String
    $passkey: String
    $signOut: ID
  ) {
    completeSignIn(
      commandId: $commandId
      challenge: $challenge
      code: $code
      recoveryCode: $recoveryCode
      signOut: $signOut
      passkey: $passkey
    ) {
      __typename
      ... on DeviceLimitReached {
        most
        challenge
        devices {
          signInId
          device
          name
          seenAt
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
`);

export type Completed = ResultOf<typeof CompleteSignInMutation>['completeSignIn'];
