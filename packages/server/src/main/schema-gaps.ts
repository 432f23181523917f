import {
  astFromValue,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  print,
} from 'graphql';

/** What two schemas say differently, by name: "Client.phone: String, String!"; empty when they mean the same. */
export function schemaDifferences(expected: GraphQLSchema, actual: GraphQLSchema): string[] {
  const wanted = facts(expected);
  const found = facts(actual);
  const missing = [...wanted].filter(([name]) => !found.has(name)).map(([name]) => `missing: ${name}`);
  const surplus = [...found].filter(([name]) => !wanted.has(name)).map(([name]) => `not in the file: ${name}`);
  const other = [...wanted]
    .filter(([name, type]) => found.has(name) && found.get(name) !== type)
    .map(([name, type]) => `${name}: ${type} expected, ${found.get(name)} found`);
  return [...missing, ...surplus, ...other];
}

/** Every type, field, argument and enum value, with its type. */
function facts(schema: GraphQLSchema): Map<string, string> {
  const all = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!type.name.startsWith('__')) addType(all, type);
  }
  return all;
}

function addType(all: Map<string, string>, type: GraphQLNamedType): void {
  all.set(type.name, type.constructor.name);
  if (isEnumType(type)) for (const { name } of type.getValues()) all.set(`${type.name}.${name}`, 'value');
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      all.set(`${type.name}.${field.name}`, String(field.type));
      for (const arg of field.args) all.set(`${type.name}.${field.name}(${arg.name})`, withDefault(arg));
    }
  }
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) all.set(`${type.name}.${field.name}`, withDefault(field));
}

/** Defaults as they would be written, since code holds other values for enums than the file. */
function withDefault({ type, defaultValue }: { type: GraphQLInputType; defaultValue?: unknown }): string {
  const literal = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return literal ? `${String(type)} = ${print(literal)}` : String(type);
}
