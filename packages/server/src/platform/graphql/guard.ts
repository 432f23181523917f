import type { Role } from '@causeway/shared/vocabulary';
import { defaultFieldResolver, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { type Context, requireRole } from './context.ts';

export interface AccessRules {
  /** Root fields that anybody may ask for, signed in or not. */
  open: readonly string[];
  /** The least role for a root field; `null` when its kind decides: reading needs "viewer", every mutation "admin". */
  roleOf(field: string): Role | null;
}

/** The role for a root field that no rule names. */
export const defaultRoles = { query: 'viewer', mutation: 'admin', subscription: 'viewer' } as const;

/**
 * Puts a check of the actor in front of every root field of the schema, so that a resolver which forgets to ask still answers nobody
 * without a right to it. Changes the schema in place.
 */
export function guardSchema(schema: GraphQLSchema, rules: AccessRules): GraphQLSchema {
  guardFields(schema.getQueryType(), rules, defaultRoles.query);
  guardFields(schema.getMutationType(), rules, defaultRoles.mutation);
  guardFields(schema.getSubscriptionType(), rules, defaultRoles.subscription);
  return schema;
}

function guardFields(type: GraphQLObjectType | null | undefined, rules: AccessRules, otherwise: Role): void {
  for (const field of Object.values(type?.getFields() ?? {})) {
    if (rules.open.includes(field.name)) continue;
    guardField(field, rules.roleOf(field.name) ?? otherwise);
  }
}

function guardField(field: GraphQLField<unknown, Context>, role: Role): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, args, context, info) => {
    requireRole(context, role);
    return resolve(source, args, context, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    requireRole(context, role);
    return subscribe(source, args, context, info);
  };
}
