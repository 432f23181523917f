import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { AppError } from '../errors.ts';
import { isId } from '../ids.ts';
import type { Context } from './context.ts';

type Arguments = Record<string, unknown>;

/**
 * Hands resolvers what their types say: an optional argument that was left out is null, and an optional ID, which narrows what is read, is one.
 * Changes name their own problems. Changes the schema in place.
 */
export function readArguments(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isChange = type === schema.getMutationType();
    for (const field of Object.values(type.getFields())) readOf(field, !isChange);
  }
  return schema;
}

function readOf(field: GraphQLField<unknown, Context>, isRead: boolean): void {
  const optional = field.args.filter((arg) => !isRequiredArgument(arg));
  const { resolve, subscribe } = field;
  if (optional.length === 0) return;
  const absent = Object.fromEntries(
    optional.filter((arg) => arg.defaultValue === undefined).map(({ name }) => [name, null]),
  );
  const read = (args: Arguments): Arguments => {
    // What a list goes on behind is read by the list itself, in its own words.
    if (isRead) for (const arg of optional) if (arg.name !== 'after') refuseStrange(arg, args[arg.name], arg.name);
    return { ...absent, ...args };
  };
  if (resolve) field.resolve = (source, args, context, info) => resolve(source, read(args), context, info);
  if (subscribe) field.subscribe = (source, args, context, info) => subscribe(source, read(args), context, info);
}

/** Throws AppError "invalid_input" at the place of a text that is no ID though it stands for one. */
function refuseStrange({ type }: Pick<GraphQLInputField, 'type'>, value: unknown, place: string): void {
  if (value === null || value === undefined) return;
  const named = getNamedType(type);
  if (isInputObjectType(named) && isRecord(value)) {
    for (const part of Object.values(named.getFields())) refuseStrange(part, value[part.name], `${place}.${part.name}`);
  } else if (named.name === 'ID') refuseNoId([value].flat(), place);
}

/** Throws AppError "invalid_input" unless each is an ID. */
export function refuseNoId(values: readonly unknown[], field: string): void {
  const strange = values.find((value) => typeof value !== 'string' || !isId(value));
  if (strange !== undefined)
    throw new AppError('invalid_input', `"${String(strange).slice(0, 100)}" is no ID of the CRM.`, { field });
}

const isRecord = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
