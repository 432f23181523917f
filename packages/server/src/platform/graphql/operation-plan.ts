import {
  type DocumentNode,
  defaultFieldResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  getNullableType,
  type InlineFragmentNode,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  TypeInfo,
  TypeNameMetaFieldDef,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What a field answers, as far as its type says it. */
export interface Shape {
  isNonNull: boolean;
  /** Of the items, when it is a list. */
  items: Shape | null;
  /** Of a single value. */
  leaf: GraphQLLeafType | null;
}

/** A field as it is asked for, with everything about it that no row and no variable changes. */
export interface PlannedField {
  key: string;
  nodes: FieldNode[];
  field: GraphQLField<unknown, unknown>;
  parentType: GraphQLObjectType;
  shape: Shape;
  /** Null for what is read out of the row by its name. */
  resolve: GraphQLFieldResolver<unknown, unknown> | null;
  /** Of a single value that is read out of the row. */
  plain: GraphQLLeafType | null;
  /** A text is answered as it is. */
  isText: boolean;
  /** The same for every row: the name of its type. */
  typeName: string | null;
  /** What is asked of the record or the records that the field leads to. */
  selection: () => readonly PlannedField[];
}

export interface OperationPlan {
  fragments: Record<string, FragmentDefinitionNode>;
  root: readonly PlannedField[];
}

/** The plan of an operation; null for those that are left to GraphQL's own executor, since what they select is only known at run time. */
export function planOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationPlan | null {
  const rootType = schema.getRootType(operation.operation);
  if (!rootType || operation.operation === OperationTypeNode.MUTATION || !isPlannable(schema, document)) return null;
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return { fragments, root: new Planner(schema, fragments).fieldsOf(rootType, [operation.selectionSet]) };
}

function isPlannable(schema: GraphQLSchema, document: DocumentNode): boolean {
  let isPlain = true;
  const types = new TypeInfo(schema);
  const look = ({ name, alias }: FieldNode): void => {
    const type = getNamedType(types.getType());
    isPlain &&= name.value === '__typename' || !name.value.startsWith('__');
    // A key that is no property of an object would be lost.
    isPlain &&= alias?.value !== '__proto__';
    isPlain &&= !isAbstractType(type) && !(isObjectType(type) && type.isTypeOf);
  };
  const leave = (): void => {
    isPlain = false;
  };
  visit(document, visitWithTypeInfo(types, { [Kind.FIELD]: look, [Kind.DIRECTIVE]: leave }));
  return isPlain;
}

class Planner {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Record<string, FragmentDefinitionNode>,
  ) {}

  fieldsOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): PlannedField[] {
    const asked = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          asked.set(key, [...(asked.get(key) ?? []), selection]);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          if (this.fits(type, selection)) collect(selection.selectionSet);
        } else if (!seen.has(selection.name.value)) {
          seen.add(selection.name.value);
          const fragment = this.fragments[selection.name.value];
          if (fragment && this.fits(type, fragment)) collect(fragment.selectionSet);
        }
      }
    };
    for (const set of sets) collect(set);
    return [...asked].flatMap(([key, nodes]) => this.planned(type, key, nodes) ?? []);
  }

  private fits(type: GraphQLObjectType, { typeCondition }: FragmentDefinitionNode | InlineFragmentNode): boolean {
    if (!typeCondition) return true;
    const wanted = this.schema.getType(typeCondition.name.value);
    return wanted === type || (isAbstractType(wanted) && this.schema.isSubType(wanted, type));
  }

  private planned(parentType: GraphQLObjectType, key: string, nodes: FieldNode[]): PlannedField | null {
    const name = nodes[0]?.name.value ?? '';
    const typeName = name === TypeNameMetaFieldDef.name ? parentType.name : null;
    const field = typeName === null ? parentType.getFields()[name] : TypeNameMetaFieldDef;
    if (!field) return null;
    const resolve = field.resolve === defaultFieldResolver ? null : (field.resolve ?? null);
    const shape = shapeOf(field.type);
    const plain = resolve === null ? shape.leaf : null;
    const record = getNamedType(field.type);
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    let selected: PlannedField[] | null = null;
    // Once there are rows for it, and no sooner: fragments inside each other would multiply.
    const selection = () => {
      selected ??= isObjectType(record) ? this.fieldsOf(record, sets) : [];
      return selected;
    };
    const isText = plain === GraphQLString || plain === GraphQLID;
    return { key, nodes, field, parentType, shape, resolve, plain, isText, typeName, selection };
  }
}

function shapeOf(type: GraphQLOutputType): Shape {
  const bare = getNullableType(type);
  return {
    isNonNull: isNonNullType(type),
    items: isListType(bare) ? shapeOf(bare.ofType) : null,
    leaf: isLeafType(bare) ? bare : null,
  };
}
