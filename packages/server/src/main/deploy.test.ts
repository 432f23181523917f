import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import { readEnv } from '../platform/env.ts';
import { gauges } from '../platform/metric-names.ts';
import { productVersion } from '../platform/version.ts';

const deploy = fileURLToPath(new URL('../../../../deploy/', import.meta.url));
const read = (path: string) => readFileSync(join(deploy, path), 'utf8');
const documented = readFileSync(join(deploy, '../docs/operating.md'), 'utf8');

/** The source of what a command in the image or a checkout starts. */
const programOf = (command: string): string =>
  fileURLToPath(
    new URL(`./${/packages\/server\/dist\/src\/main\/(\w+)\.js/.exec(command)?.[1] ?? 'none'}.ts`, import.meta.url),
  );
const expectKnown = (names: readonly string[]) => {
  for (const name of names)
    expect([name, name === 'NODE_ENV' || documented.includes(`\`${name}\``)]).toEqual([name, true]);
};

// biome-ignore lint/suspicious/noExplicitAny: a test knows what it reads
type Manifest = Record<string, any>;

describe('the version', () => {
  const inRoot = (path: string) => readFileSync(join(deploy, '..', path), 'utf8');
  const { version } = JSON.parse(inRoot('package.json'));

  it('is the same in every package, in the image tag of the manifests and at the head of the changelog', () => {
    const packages = readdirSync(join(deploy, '../packages')).map((name) => `packages/${name}/package.json`);
    for (const file of packages) expect([file, JSON.parse(inRoot(file)).version]).toEqual([file, version]);
    expect(parse(read('kubernetes/kustomization.yaml')).images).toMatchObject([{ newTag: version }]);
    const heads = [...inRoot('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map(([, head = '']) => head);
    const [released] = heads.filter((head) => head !== 'Unreleased');
    expect(released?.replace(/\d{4}-\d{2}-\d{2}$/, 'DATE')).toBe(`${version}, DATE`);
    expect(productVersion()).toBe(version);
  });
});

describe('deploy/kubernetes', () => {
  const files = readdirSync(join(deploy, 'kubernetes')).filter((name) => name !== 'kustomization.yaml');
  const manifests: Manifest[] = files.flatMap((name) =>
    parseAllDocuments(read(`kubernetes/${name}`)).map((document) => document.toJS()),
  );
  const kinds = (kind: string) => manifests.filter((one) => one.kind === kind);
  const environment = Object.assign(
    {},
    ...kinds('ConfigMap').map(({ data }) => data),
    ...kinds('Secret').map(({ stringData }) => stringData),
  );

  it.each(manifests.map((one) => [one.kind, one.metadata.name, one] as const))(
    'is what the schema of Kubernetes wants: %s %s',
    async (kind, _name, manifest) => {
      const models = await import(`kubernetes-models/${manifest.apiVersion}`);
      expect(() => new models[kind](manifest).validate()).not.toThrow();
      expect(() => new models[kind]({ ...manifest, metadata: { name: 7 } }).validate()).toThrow();
    },
  );

  it('names every file of the folder but the example of secrets', () => {
    expect(parse(read('kubernetes/kustomization.yaml')).resources.sort()).toEqual(
      files.filter((name) => name !== 'secret.example.yaml').sort(),
    );
  });

  it('gives the programs an environment that they take, and names nothing that they do not know', () => {
    expectKnown(Object.keys(environment));
    const env = readEnv({ ...environment, STORAGE_DIR: '/var/lib/causeway' });
    expect(env).toMatchObject({
      metricsPort: 9464,
      metricsHost: '0.0.0.0',
      cookieSecure: true,
      isDirectUrlNamed: true,
    });
  });

  it('starts what there is, asks it where it answers, and selects the pods that it makes', () => {
    for (const { spec } of [...kinds('Deployment'), ...kinds('Job')]) {
      const [container] = spec.template.spec.containers;
      expect(existsSync(programOf(container.command.join(' ')))).toBe(true);
      const ports: Record<string, number> = Object.fromEntries(
        (container.ports ?? []).map((port: { name: string; containerPort: number }) => [port.name, port.containerPort]),
      );
      for (const name of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
        if (!spec.replicas) continue;
        const { httpGet } = container[name];
        expect([name, httpGet.path]).toEqual([name, name === 'readinessProbe' ? '/readyz' : '/healthz']);
        expect([4000, 9464]).toContain(ports[httpGet.port]);
      }
    }
    for (const kind of ['Deployment', 'PodDisruptionBudget'])
      for (const { spec } of kinds(kind))
        expect(
          kinds('Deployment').filter(({ spec: { template } }) =>
            Object.entries(spec.selector.matchLabels).every(([key, value]) => template.metadata.labels[key] === value),
          ),
        ).toHaveLength(1);
  });

  it('scales the workers by the age of the queue, as the product tells it', () => {
    const names = kinds('HorizontalPodAutoscaler').flatMap(({ spec }) =>
      spec.metrics.flatMap((metric: Manifest) => (metric.pods ? [metric.pods.metric.name] : [])),
    );
    expect(names).toEqual(['causeway_push_queue_age_seconds']);
    for (const name of names) expect(Object.keys(gauges)).toContain(name.replace('causeway_', ''));
  });
});

describe('deploy/compose.scale.yml', () => {
  const { services, networks } = parse(read('compose.scale.yml'), { merge: true, logLevel: 'silent' });
  const filled = (environment: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        name,
        value.replace(/\$\{(\w+):[-?]([^}]*)\}/g, (_, word: string, other: string) =>
          word === 'DOMAIN'
            ? 'causeway.example.com'
            : word === 'SECRET_KEYS'
              ? `k:${Buffer.alloc(32).toString('base64')}`
              : other,
        ),
      ]),
    );

  it.each(['api', 'worker'])(
    'sends the %s through the pooler, with a direct way beside it, and believes the proxy alone',
    (name) => {
      expectKnown(Object.keys(services[name].environment));
      const env = readEnv({ ...filled(services[name].environment), STORAGE_DIR: '/var/lib/causeway' });
      expect(new URL(env.databaseUrl).hostname).toBe('pgbouncer');
      expect(new URL(env.databaseDirectUrl).hostname).toBe('postgres');
      expect(services.pgbouncer.environment.POOL_MODE).toBe('transaction');
      expect(env).toMatchObject({ publicUrl: 'https://causeway.example.com', cookieSecure: true });
      const proxy = services.proxy.networks.front.ipv4_address;
      expect(env.trustProxy.check(proxy)).toBe(true);
      expect(env.trustProxy.check(proxy.replace(/\d+$/, '9'))).toBe(false);
      expect(networks.front.ipam.config[0].subnet).toBe(proxy.replace(/\d+$/, '0/24'));
      expect(services[name].deploy.replicas).toBe(2);
    },
  );
});

describe('deploy/systemd', () => {
  it.each(readdirSync(join(deploy, 'systemd')).filter((name) => name.endsWith('.service')))(
    '%s starts what there is, with what it knows',
    (name) => {
      const text = read(`systemd/${name}`);
      expect(existsSync(programOf(/^ExecStart=(.*)$/m.exec(text)?.[1] ?? ''))).toBe(true);
      const names = [...text.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line = '']) =>
        [...line.matchAll(/(\w+)=/g)].map(([, word = '']) => word),
      );
      expectKnown(names);
      expect(text).toMatch(/^NoNewPrivileges=true$/m);
    },
  );
});
