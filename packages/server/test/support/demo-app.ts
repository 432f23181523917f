import { seedDemoWorkspace } from '../../src/modules/crm/demo/demo-workspace.ts';
import { createTestApp, type TestApp, type TestAppOptions } from './test-app.ts';
import { builtWebApp } from './web-story.ts';

/** The product as `npm start -- --unconnected` leaves it: the demo CRM, the web app, jobs by the clock; the sandbox is there, unconnected. */
export async function createDemoApp(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await createTestApp({ jobs: 'agenda-postgres', schedule: true, webDist: builtWebApp(), ...options });
  await seedDemoWorkspace(app.database, {
    name: 'Northwind IT',
    people: [],
    createUser: () => Promise.reject(new Error('The test makes its own users.')),
    now: new Date(),
  });
  return app;
}

/** A client and a company that are alike, but in different places: a person must decide. */
export async function plantDoubtfulPair(app: TestApp, name: string): Promise<void> {
  const website = `${name.toLowerCase().replaceAll(' ', '')}.example`;
  await app.database.inWorkspace(app.workspaceId, (tx) =>
    tx.query(`insert into client (name, website, city) values ($1, $2, 'Tampa')`, [name, website]),
  );
  app.sandbox.store.insert('companies', {
    identifier: name.replaceAll(' ', ''),
    name: `${name}, Inc.`,
    website,
    city: 'Miami',
    site: { name: 'Main' },
  });
}
