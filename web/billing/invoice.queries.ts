import { graphql } from '../app/graphql/gql.ts';
import type { ResultOf } from '../app/graphql/gql.ts';

export const InvoiceQuery = graphql(`
  query Invoice($id: ID!) {
    invoice(id: $id) {
      id
      number
      status
      issuedAt
      paidAt
      recipient
      seller {
        name
        address
        vatId
      }
      country
      periodStart
      periodEnd
      lines {
        kind
        label
        amount {
          minor
          currency
        }
        taxIncluded
      }
      taxes {
        rateBasisPoints
        tax {
          minor
          currency
        }
      }
      net {
        minor
        currency
      }
      gross {
        minor
        currency
      }
      refunded {
        minor
        currency
      }
      refunds {
        id
        number
        status
        amount {
          minor
          currency
        }
        toCard {
          minor
          currency
        }
        askedAt
        endedAt
        pdfPath
      }
      pdfPath
    }
  }
`);
export type Invoice = NonNullable<ResultOf<typeof InvoiceQuery>['invoice']>;
