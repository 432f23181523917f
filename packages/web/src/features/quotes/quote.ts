import type { QuoteQuery as Data } from '../../graphql/graphql.ts';

export type Quote = NonNullable<Data['document']>;
