import { readFileSync } from 'node:fs';
import { environmentOf, SET_HERE } from './environment.ts';

const operating = readFileSync(new URL('../../../../../docs/operating.md', import.meta.url), 'utf8');
const listed = [
  ...(/^## Environment\n([\s\S]*?)\n\n/m.exec(operating)?.[1] ?? '').matchAll(/^\| (`.*?`) \|/gm),
].flatMap(([, names = '']) => names.replaceAll('`', '').split(', '));

const own = {
  options: { port: 4000, sandboxPort: 4010 },
  folder: { secrets: { secretKeys: 'own', ownerPassword: '', appPassword: '' }, files: '/own' },
  postgres: { appUrl: 'own', ownerUrl: 'own' },
  sandbox: { clientId: 'own' },
  webDist: '/own',
};

describe('what `npm start` hands on to its programs', () => {
  it('reads a list of the documents that is whole', () => {
    expect(listed).toEqual(expect.arrayContaining(['DATABASE_URL', 'METRICS_HOST', 'SMTP_URL', 'OTEL_SERVICE_NAME']));
    expect(listed.length).toBeGreaterThan(25);
  });

  it.each(listed.filter((name) => name !== 'PORT' && !SET_HERE.some((set) => set === name)))(
    '%s of docs/operating.md reaches them',
    (name) => {
      const { [name]: value } = environmentOf({ [name]: 'given' }, own);
      expect(value?.split(',')).toContain('given');
    },
  );

  it('names in the documents what it sets by itself, and sets that', () => {
    const [sentence = ''] = /The embedded default sets .*/.exec(operating) ?? [];
    for (const name of SET_HERE) {
      expect(sentence).toContain(`\`${name}\``);
      expect(environmentOf({ [name]: 'given' }, own)[name]).not.toBe('given');
    }
  });

  it('reaches the sandbox beside the hosts that the operator names', () => {
    expect(environmentOf({ CONNECTWISE_ALLOWED_HOSTS: 'cw.internal:8080' }, own)).toMatchObject({
      CONNECTWISE_ALLOWED_HOSTS: '127.0.0.1:4010,cw.internal:8080',
    });
  });
});
