import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnv } from './env.ts';

const key = randomBytes(32).toString('base64');
const least = {
  DATABASE_URL: 'postgres://app:secret-word@127.0.0.1:5432/causeway',
  SECRET_KEYS: `k1:${key}`,
  STORAGE_DIR: '.data/files',
};

describe('readEnv', () => {
  it('fills in what may be left out', () => {
    expect(readEnv({ ...least, MONGODB_URL: '', PORT: '' })).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:4000',
      mongoUrl: null,
      cookieSecure: false,
      connectwiseAllowedHosts: [],
    });
  });

  it('reads lists, keys and flags', () => {
    const env = readEnv({
      ...least,
      SECRET_KEYS: `new:${key}, old:${key}`,
      CONNECTWISE_ALLOWED_HOSTS: '127.0.0.1:4010, Sandbox.example',
      PUBLIC_URL: 'https://crm.example/',
    });
    expect(env.secretKeys.map(({ id }) => id)).toEqual(['new', 'old']);
    expect(env.connectwiseAllowedHosts).toEqual(['127.0.0.1:4010', 'sandbox.example']);
    expect(env.publicUrl).toBe('https://crm.example');
    expect(env.cookieSecure).toBe(true);
  });

  it('names every problem at once and shows no value', () => {
    const bad = {
      DATABASE_URL: 'mysql://root:hunter2@x/y',
      SECRET_KEYS: 'k1:c2hvcnQ=',
      PORT: '70000',
      COOKIE_SECURE: 'yes',
    };
    let message = '';
    try {
      readEnv(bad);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    for (const name of ['DATABASE_URL', 'SECRET_KEYS', 'PORT', 'COOKIE_SECURE', 'STORAGE_DIR'])
      expect(message).toContain(name);
    expect(message).toContain('AES-256 needs 32');
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['SMTP_URL', 'smtp://', /must be a URL like smtp/],
    ['MAIL_FROM', 'not', /must be one address/],
    ['MAIL_FROM', 'a@b.example\nBcc: x@y.example', /must be one address/],
    ['MAIL_FROM', 'a@b.example, c@d.example', /must be one address/],
    ['PORT', '4e3', /must be a number/],
    ['PORT', '0x10', /must be a number/],
    ['METRICS_PORT', '-1', /must be a number/],
    ['TRUST_PROXY', '0.0.0.0/0', /is everybody/],
    ['TRUST_PROXY', '10.0.0.1, ::/0', /is everybody/],
    ['PUBLIC_URL', 'causeway.example.com', /must be the http\(s\) address/],
    ['DATABASE_URL', 'postgresql://', /must be a URL like postgres/],
    ['DATABASE_URL', 'postgresql://localhost', /must be a URL like postgres/],
    ['MONGODB_URL', 'mongodb://', /must be a URL like mongodb/],
    ['SECRET_KEYS', '', /SECRET_KEYS is missing; give/],
    ['SECRET_KEYS', 'a:AAAA', /SECRET_KEYS Key "a" has/],
  ])('refuses %s=%j by its name, with what to do', (name, value, says) => {
    const refused = () => readEnv({ ...least, [name]: value });
    expect(refused).toThrow(says);
    expect(refused).toThrow(new RegExp(`^The environment is not complete:\\n  ${name} `));
  });

  it.each(['Causeway <causeway@example.com>', 'causeway@example.com', '"Ops" <ops@mail.example.com>'])(
    'takes %s as the sender of mails',
    (from) => {
      expect(readEnv({ ...least, MAIL_FROM: from }).mailFrom).toBe(from);
    },
  );

  it('takes several servers of a MongoDB', () => {
    const url = 'mongodb://a:27017,b:27017/jobs?replicaSet=rs0';
    expect(readEnv({ ...least, MONGODB_URL: url }).mongoUrl).toBe(url);
  });

  it.each([{ PORT: '6000' }, { PUBLIC_URL: 'http://crm.example:10080' }])(
    'refuses a port that no browser talks to: %j',
    (setting) => {
      expect(() => readEnv({ ...least, ...setting })).toThrow(
        new RegExp(
          `${Object.keys(setting)[0]} names a port that browsers and fetch refuse to talk to; choose another one`,
        ),
      );
    },
  );

  it.each(['http://evil/', 'a b', '*'])('refuses "%s" as a host', (host) => {
    expect(() => readEnv({ ...least, CONNECTWISE_ALLOWED_HOSTS: host })).toThrow(/CONNECTWISE_ALLOWED_HOSTS/);
  });
});

describe('the rest of the server', () => {
  it('does not read the environment by itself', () => {
    const source = join(import.meta.dirname, '..');
    const readers = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      // embedded.ts starts the other programs and hands the environment on.
      .filter((path) => !['platform/env.ts', 'main/embedded.ts'].includes(path) && !path.startsWith('main/embedded/'))
      .filter((path) => readFileSync(join(source, path), 'utf8').includes('process.env'));
    expect(readers).toEqual([]);
  });

  it.each(['https://example.com/causeway', 'https://crm.example/?a=1', 'https://u:p@crm.example'])(
    'refuses %s as the public address, since the product is served at the root of a host',
    (PUBLIC_URL) => {
      expect(() => readEnv({ ...least, PUBLIC_URL })).toThrow(/PUBLIC_URL carries more than a host and a port/);
    },
  );

  it('goes by DATABASE_URL for sessions where no direct way is named', () => {
    expect(readEnv(least).databaseDirectUrl).toBe(least.DATABASE_URL);
    const direct = 'postgres://app:w@postgres:5432/causeway';
    expect(readEnv({ ...least, DATABASE_DIRECT_URL: direct }).databaseDirectUrl).toBe(direct);
  });

  it('reads where browsers find a host, and refuses what is none', () => {
    const CONNECTWISE_WEB_ADDRESSES = 'sandbox:4010=http://localhost:4010, CW.internal=https://cw.example.com/';
    expect([...readEnv({ ...least, CONNECTWISE_WEB_ADDRESSES }).connectwiseWebAddresses]).toEqual([
      ['sandbox:4010', 'http://localhost:4010'],
      ['cw.internal', 'https://cw.example.com'],
    ]);
    for (const wrong of [
      'sandbox:4010',
      'sandbox=localhost',
      'sandbox=https://cw.example.com/path',
      '=https://x.example',
    ])
      expect(() => readEnv({ ...least, CONNECTWISE_WEB_ADDRESSES: wrong })).toThrow(/CONNECTWISE_WEB_ADDRESSES holds/);
  });

  it('wants a token of metrics that cannot be guessed', () => {
    expect(readEnv(least)).toMatchObject({ metricsPort: null, metricsToken: null, metricsHost: '127.0.0.1' });
    expect(() => readEnv({ ...least, METRICS_TOKEN: 'short' })).toThrow(/METRICS_TOKEN must have at least 16/);
  });
});
