import type { Role, TokenScope } from '@causeway/shared/vocabulary';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import { type Context, requireEnrolling, requireRole } from './context.ts';
import { requireScope } from './scopes.ts';

export interface AccessRules {
  /** Root fields that anybody may ask for, signed in or not. */
  open: readonly string[];
  /** Root fields that somebody may ask who has still to set up a second factor: those that set it up. */
  whileEnrolling: readonly string[];
  /** The least role for a root field; `null` when its kind decides: reading needs "viewer", every mutation "admin". */
  roleOf(field: string): Role | null;
  /** The area that a token must be made for to ask a root field; `null` for none. */
  scopeOf(field: string, kind: keyof typeof defaultRoles): TokenScope | null;
  /** Types of records whose area counts wherever they are reached. */
  scopeOfType: Readonly<Record<string, TokenScope>>;
}

/** The role for a root field that no rule names. */
export const defaultRoles = { query: 'viewer', mutation: 'admin', subscription: 'viewer' } as const;

/**
 * Puts a check of the actor in front of every root field of the schema, so that a resolver which forgets to ask still answers nobody
 * without a right to it. Changes the schema in place.
 */
export function guardSchema(schema: GraphQLSchema, rules: AccessRules): GraphQLSchema {
  guardFields(schema.getQueryType(), rules, 'query');
  guardFields(schema.getMutationType(), rules, 'mutation');
  guardFields(schema.getSubscriptionType(), rules, 'subscription');
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('__')) guardRecords(type, rules);
  }
  return schema;
}

function guardFields(
  type: GraphQLObjectType | null | undefined,
  rules: AccessRules,
  kind: keyof typeof defaultRoles,
): void {
  for (const field of Object.values(type?.getFields() ?? {})) {
    if (rules.open.includes(field.name)) continue;
    const role = rules.roleOf(field.name) ?? defaultRoles[kind];
    const scope = rules.scopeOf(field.name, kind);
    const require = rules.whileEnrolling.includes(field.name) ? requireEnrolling : requireRole;
    guardField(field, (context) => {
      require(context, role);
      if (scope) requireScope(context, scope);
    });
  }
}

/** A token without an area reaches none of its records through those of another one. */
function guardRecords(type: GraphQLObjectType, rules: AccessRules): void {
  const own = rules.scopeOfType[type.name];
  for (const field of Object.values(type.getFields())) {
    const scope = rules.scopeOfType[getNamedType(field.type).name];
    if (scope && scope !== own) guardField(field, (context) => requireScope(context, scope));
  }
}

function guardField(field: GraphQLField<unknown, Context>, check: (context: Context) => void): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, args, context, info) => {
    check(context);
    return resolve(source, args, context, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    check(context);
    return subscribe(source, args, context, info);
  };
}
