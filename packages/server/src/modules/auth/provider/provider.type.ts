import type { Role } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { RoleEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';

@ObjectType({ description: 'A button of the sign-in page: "Sign in with …".' })
export class OfferedSignIn {
  @Field(() => ID, { description: 'Of the workspace.' })
  workspaceId: Id;

  @Field(() => String)
  label: string;

  @Field(() => String, { description: 'Where the browser goes; takes `?redirect=` with a path of this app.' })
  path: string;
}

@ObjectType({ description: 'A value of the role claim and the role that it stands for.' })
export class RoleByClaim {
  @Field(() => String)
  value: string;

  @Field(() => RoleEnum)
  role: Role;
}

@InputType()
export class RoleByClaimInput {
  @Field(() => String)
  value: string;

  @Field(() => RoleEnum)
  role: Role;
}

@ObjectType({ description: 'The OpenID Connect provider by which people of the workspace may sign in.' })
export class IdentityProvider {
  @Field(() => String)
  label: string;

  @Field(() => String)
  issuer: string;

  @Field(() => String)
  clientId: string;

  @Field(() => [String])
  scopes: string[];

  @Field(() => [String], { description: 'Mail domains that may sign in; any when empty.' })
  domains: string[];

  @Field(() => String, { nullable: true })
  roleClaim: string | null;

  @Field(() => [RoleByClaim], { description: 'The first that fits counts, at each sign-in.' })
  roles: RoleByClaim[];

  @Field(() => RoleEnum, { nullable: true, description: 'Where no value fits; null keeps them out.' })
  defaultRole: Role | null;

  @Field(() => Boolean, { description: 'False: only people who are here or invited.' })
  createsPeople: boolean;

  @Field(() => Boolean, { description: 'Its sign-ins need no second factor of ours.' })
  trustsSecondFactor: boolean;
}

@ObjectType({
  description: 'Sign-in by OpenID Connect, as administrators see it. The client secret is never answered.',
})
export class IdentityProviderSettings {
  @Field(() => IdentityProvider, { nullable: true })
  provider: IdentityProvider | null;

  @Field(() => String, { description: 'The redirect URI to enter at the provider.' })
  redirectUri: string;

  @Field(() => String, { description: 'An address that leads people of this workspace straight to the provider.' })
  startUrl: string;
}

@InputType()
export class IdentityProviderInput {
  @Field(() => String, { description: 'What stands on the button behind "Sign in with".' })
  label: string;

  @Field(() => String)
  issuer: string;

  @Field(() => String)
  clientId: string;

  @Field(() => String, { nullable: true, description: 'Left out, the stored one stays.' })
  clientSecret?: string | null;

  @Field(() => [String], { nullable: true, description: 'Beside openid, email and profile.' })
  scopes?: string[] | null;

  @Field(() => [String], { nullable: true })
  domains?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'A claim, or a path along its dots: "groups", "realm_access.roles".',
  })
  roleClaim?: string | null;

  @Field(() => [RoleByClaimInput], { nullable: true })
  roles?: RoleByClaimInput[] | null;

  @Field(() => RoleEnum, { nullable: true })
  defaultRole?: Role | null;

  @Field(() => Boolean, { nullable: true })
  createsPeople?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  trustsSecondFactor?: boolean | null;
}

@ObjectType()
export class IdentityProviderPayload {
  @Field(() => IdentityProviderSettings, { nullable: true })
  settings?: IdentityProviderSettings;

  @Field(() => [ProblemType])
  problems: Problem[];
}
