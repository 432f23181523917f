import { createAuth } from '../../modules/auth/auth.module.ts';
import { type DemoPerson, seedDemoWorkspace } from '../../modules/crm/demo/demo-workspace.ts';
import { systemClock } from '../../platform/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { parseSecretKeys, SecretBox } from '../../platform/secrets.ts';
import { entities } from '../compose.ts';

const admin: DemoPerson = {
  email: 'admin@brightwater.example',
  name: 'Demo Admin',
  role: 'admin',
  password: 'walk-the-causeway',
};

/** Who may sign in to the demo workspace, which listens on loopback only; printed by the terminal. */
export const demoSignIns: readonly [DemoPerson, ...DemoPerson[]] = [
  admin,
  { email: 'support@brightwater.example', name: 'Demo Support', role: 'support', password: 'watch-the-causeway' },
  { email: 'viewer@brightwater.example', name: 'Demo Viewer', role: 'viewer', password: 'view-the-causeway' },
];

/** Makes the demo workspace with its own CRM data, once. */
export async function seedDemo(databaseUrl: string, secretKeys: string): Promise<void> {
  const database = await Database.open({ url: databaseUrl, entities, applicationName: 'causeway-setup' });
  try {
    const { auth } = createAuth({
      database,
      clock: systemClock,
      secrets: new SecretBox(parseSecretKeys(secretKeys)),
      publicUrl: '',
    });
    await seedDemoWorkspace(database, {
      people: demoSignIns,
      createUser: (tx, person) => auth.createUser(tx, person),
      now: systemClock.now(),
    });
  } finally {
    await database.close();
  }
}
