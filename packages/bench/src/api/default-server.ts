import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Entity, ManyToOne, PrimaryKey, Property, ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { type EntityManager, MikroORM, type Ref } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { Arg, buildSchema, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';

/**
 * The way that the documents of Apollo Server, type-graphql and MikroORM show: classes that are entity and type at once, relations that are populated,
 * and a DataLoader for what no relation tells. Over the same tables, as the same role, bound to the workspace by the same row-level security.
 */
const [clientUrl = '', workspaceId = ''] = process.argv.slice(2);

@ObjectType()
@Entity({ tableName: 'client' })
class Client {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string;

  @Field()
  @Property({ type: 'text' })
  name: string;
}

@ObjectType()
@Entity({ tableName: 'pipeline_stage' })
class Stage {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string;

  @Field()
  @Property({ type: 'text' })
  name: string;
}

@ObjectType()
@Entity({ tableName: 'entity_link' })
class EntityLink {
  @PrimaryKey({ type: 'uuid' })
  id: string;

  @Property({ type: 'uuid' })
  localId: string;

  @Field()
  @Property({ type: 'text' })
  remoteId: string;

  @Field()
  @Property({ type: 'text' })
  state: string;
}

@ObjectType()
@Entity({ tableName: 'opportunity' })
class Opportunity {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string;

  @Field()
  @Property({ type: 'text' })
  name: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'date', nullable: true })
  expectedCloseDate: string | null;

  @ManyToOne(() => Client, { ref: true })
  client: Ref<Client>;

  @ManyToOne(() => Stage, { ref: true })
  stage: Ref<Stage>;
}

@ObjectType()
@Entity({ tableName: 'audit_event' })
class AuditEvent {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string;

  @Field()
  @Property({ type: 'Date' })
  at: Date;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  direction: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  entity: string | null;

  @Field()
  @Property({ type: 'text' })
  operation: string;

  @Field()
  @Property({ type: 'text' })
  status: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  name: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  remoteId: string | null;

  @Field()
  @Property({ type: 'text' })
  description: string;

  @Field(() => Int, { nullable: true })
  @Property({ type: 'integer', nullable: true })
  durationMs: number | null;
}

interface Context {
  em: EntityManager;
  links: DataLoader<string, EntityLink | null>;
}

@Resolver(() => Opportunity)
class OpportunityResolver {
  @Query(() => [Opportunity])
  opportunities(@Arg('first', () => Int) first: number, @Ctx() { em }: Context): Promise<Opportunity[]> {
    return bound(em, (inside) =>
      inside.find(
        Opportunity,
        {},
        { limit: first, orderBy: { name: 'asc', id: 'asc' }, populate: ['client', 'stage'] },
      ),
    );
  }

  @FieldResolver(() => Client)
  client(@Root() opportunity: Opportunity): Promise<Client | null> {
    return opportunity.client.load();
  }

  @FieldResolver(() => Stage)
  stage(@Root() opportunity: Opportunity): Promise<Stage | null> {
    return opportunity.stage.load();
  }

  @FieldResolver(() => EntityLink, { nullable: true })
  link(@Root() { id }: Opportunity, @Ctx() { links }: Context): Promise<EntityLink | null> {
    return links.load(id);
  }
}

@Resolver()
class AuditResolver {
  @Query(() => [AuditEvent])
  auditEvents(
    @Arg('first', () => Int) first: number,
    @Arg('status') status: string,
    @Ctx() { em }: Context,
  ): Promise<AuditEvent[]> {
    return bound(em, (inside) => inside.find(AuditEvent, { status }, { limit: first, orderBy: { id: 'desc' } }));
  }
}

/** In a transaction that is bound to the workspace, as row-level security asks for. */
function bound<T>(em: EntityManager, read: (em: EntityManager) => Promise<T>): Promise<T> {
  return em.transactional(
    async (inside) => {
      await inside.execute(`select set_config('app.workspace_id', ?, true)`, [workspaceId]);
      return await read(inside);
    },
    { readOnly: true },
  );
}

const orm = await MikroORM.init({
  clientUrl,
  entities: [Client, Stage, EntityLink, Opportunity, AuditEvent],
  metadataProvider: ReflectMetadataProvider,
  pool: { max: 10 },
});
const schema = await buildSchema({ resolvers: [OpportunityResolver, AuditResolver], validate: false });
const server = new ApolloServer<Context>({ schema });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async () => {
    const em = orm.em.fork();
    const links = new DataLoader(async (ids: readonly string[]) => {
      const found = await bound(em, (inside) => inside.find(EntityLink, { localId: { $in: [...ids] } }));
      const byLocal = new Map(found.map((link) => [link.localId, link]));
      return ids.map((id) => byLocal.get(id) ?? null);
    });
    return { em, links };
  },
});
process.stdout.write(`${url}\n`);
