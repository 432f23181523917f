import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/**
 * What a field makes the database do beside the values that it answers: one for about ten rows that are looked at and not sent, in a workspace of
 * some ten thousand records.
 */
const works: Readonly<Record<string, number>> = {
  // All records of both sides, each by how it stands.
  'Query.recordTallies': 2_000,
  // Up to 20,000 records, each judged by the filters.
  'Query.testFilter': 500,
  'Query.fieldDirectionsPreview': 500,
  'Query.modePreview': 500,
  'Query.matchSummary': 500,
  'Query.matchDecisions': 500,
  'Query.syncUndo': 500,
  'Query.disconnectPreview': 50,
  'Query.entityLinkCounts': 50,
  'Query.erasurePreview': 50,
  'Query.issueGroups': 50,
  'Query.listedValues': 50,
  'Query.pipelineSums': 50,
  'Query.productIdCounts': 50,
};

const SEARCH = 50;
/** The rows of a list, by an index or out of figures. */
const COUNT = 50;
/** Rows of the log that the figures do not tell apart are counted one by one, up to 10,000. */
const COUNT_OF_EVENTS = 500;

/** The parts of an AuditFilter that the figures do not know. */
const besideFigures = 'text from to runId localId remoteId opportunityId actor actors'.split(' ');

export interface Priced {
  name: string;
  node: FieldNode;
  args: Record<string, unknown>;
}

/** What the fields of one operation make the database do; counts stand at the list that is counted, since its arguments say what they take. */
export class WorkCosts {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly ofFragments = new Map<string, number>();

  constructor(
    fragments: readonly FragmentDefinitionNode[],
    private readonly variables: Record<string, unknown>,
  ) {
    this.fragments = new Map(fragments.map((one) => [one.name.value, one]));
  }

  of({ name, node, args }: Priced): number {
    return (works[name] ?? 0) + (isSearched(args) ? SEARCH : 0) + this.ofCounts(name, node, args);
  }

  private ofCounts(name: string, { selectionSet }: FieldNode, args: Record<string, unknown>): number {
    const counts = selectionSet ? this.countsIn(selectionSet) : 0;
    if (name !== 'Query.auditEvents') return counts * COUNT;
    // One count answers all of them.
    if (counts === 0) return 0;
    return besideFigures.some((part) => isSet(propertyOf(args.filter, part))) ? COUNT_OF_EVENTS : COUNT;
  }

  /** How often a list is asked for its count. */
  private countsIn({ selections }: SelectionSetNode): number {
    return selections
      .filter((one) => this.isIncluded(one))
      .reduce((sum, one) => {
        if (one.kind === Kind.FIELD) return sum + (/^totalCount(Kind)?$/.test(one.name.value) ? 1 : 0);
        return (
          sum + (one.kind === Kind.INLINE_FRAGMENT ? this.countsIn(one.selectionSet) : this.countsOf(one.name.value))
        );
      }, 0);
  }

  /** Looked through once: fragments inside each other would multiply. */
  private countsOf(fragment: string): number {
    const known = this.ofFragments.get(fragment);
    if (known !== undefined) return known;
    const definition = this.fragments.get(fragment);
    const counts = definition ? this.countsIn(definition.selectionSet) : 0;
    this.ofFragments.set(fragment, counts);
    return counts;
  }

  private isIncluded(node: { readonly directives?: readonly DirectiveNode[] }): boolean {
    if (!node.directives?.length) return true;
    return (
      getDirectiveValues(GraphQLSkipDirective, node, this.variables)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node, this.variables)?.if !== false
    );
  }
}

const isSearched = (args: Record<string, unknown>): boolean =>
  [args.search, args.text, propertyOf(args.filter, 'text')].some(
    (text) => typeof text === 'string' && text.trim() !== '',
  );

/** An empty list does not narrow. */
const isSet = (value: unknown): boolean => value != null && !(Array.isArray(value) && value.length === 0);

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
