import { graphql } from '../../app/graphql/gql.ts';
import type { ResultOf } from '../../app/graphql/gql.ts';

export const PersonQuery = graphql(`
  query Person($id: ID!) {
    person(id: $id) {
      person {
        id
        email
        verified
        roles
        customRoles {
          id
          name
        }
        status
        leavingAt
        createdAt
      }
      may {
        what
        roles
        customRoles {
          id
          name
        }
      }
      lastSignedInAt
      devices {
        signInId
        device
        method
        signedInAt
        seenAt
      }
      profiles {
        id
        name
        kids
        maturityCap
        hasPin
      }
    }
  }
`);
export type PersonPage = NonNullable<ResultOf<typeof PersonQuery>['person']>;

export const FindPersonQuery = graphql(`
  query FindPerson($email: String!) {
    personByAddress(email: $email)
  }
`);
