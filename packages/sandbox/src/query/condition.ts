export type Literal =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'null' }
  /** The text between the brackets, not yet checked. */
  | { readonly kind: 'date'; readonly text: string };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A parsed `conditions` text (§2.4). */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Condition[] }
  | { readonly kind: 'compare'; readonly path: string; readonly operator: Operator; readonly value: Literal }
  | {
      readonly kind: 'contains' | 'like';
      readonly path: string;
      readonly negated: boolean;
      readonly text: string;
    }
  | { readonly kind: 'in'; readonly path: string; readonly negated: boolean; readonly values: readonly Literal[] };
