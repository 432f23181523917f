import { Secret, TOTP } from 'otpauth';
import { anyOperation } from '../../../../test/support/any-operation.ts';
import type { As } from '../../../../test/support/as.ts';
import type { Answer, Data } from '../../../../test/support/graphql-client.ts';
import { openLive } from '../../../../test/support/live-client.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../../../test/support/test-app.ts';
import { accessRules } from '../../../main/access-rules.ts';
import { buildProductSchema } from '../../../main/print-schema.ts';

const STEP_MS = 30_000;
const begin = `mutation ($password: String, $code: String) {
  beginSecondFactor(password: $password, code: $code) { secret uri qrCode problems { code field } } }`;
const confirm = `mutation ($code: String!) {
  confirmSecondFactor(code: $code) { recoveryCodes endedSessions problems { code field } } }`;
const switchOff = `mutation ($password: String, $code: String) {
  switchOffSecondFactor(password: $password, code: $code) { secondFactor { isOn } problems { code } } }`;
const status = '{ mySecondFactor { isOn recoveryCodesLeft isDemanded } }';

describe('the second factor', () => {
  let app: TestApp;
  let at: number;
  beforeAll(async () => {
    at = Date.now();
    app = await createTestApp({ sandbox: false, clock: { now: () => new Date(at) } });
  });
  afterAll(() => app.stop());
  afterEach(async () => {
    for (const table of ['second_factor', 'recovery_code', 'sign_in_settings', 'sign_in_attempt', 'delivery'])
      await app.test.sql(`delete from ${table}`);
  });

  const codeAt = (secret: string, time: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: time });
  /** The code of the next half minute, to which the clock moves. */
  const nextCode = (secret: string) => {
    at += STEP_MS;
    return codeAt(secret, at);
  };
  /** As whoever holds these headers. */
  const askWith = async (headers: Record<string, string>, query: string, variables: object = {}): Promise<Answer> => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
    return { status: response.status, data, errors, headers: response.headers };
  };
  const enrol = async (as: As) => {
    const { beginSecondFactor } = await app.graphql(begin, { password: PASSWORD }, { as });
    const { secret } = beginSecondFactor;
    const { confirmSecondFactor } = await app.graphql(confirm, { code: nextCode(secret) }, { as });
    expect(confirmSecondFactor.problems).toEqual([]);
    return { secret: String(secret), codes: confirmSecondFactor.recoveryCodes as string[] };
  };
  const signIn = async (name: string, password = PASSWORD): Promise<Data & { cookie: string | null }> => {
    const { data, headers } = await askWith(
      {},
      `mutation ($email: String!, $password: String!) {
        signIn(email: $email, password: $password) { viewer { role mustSetUpSecondFactor } secondStep problems { code } } }`,
      { email: `${name}@test.example`, password },
    );
    return { ...data?.signIn, cookie: headers.get('set-cookie') };
  };
  const pass = async (secondStep: string, code: string) => {
    const { data, headers } = await askWith(
      {},
      `mutation ($secondStep: String!, $code: String!) {
        confirmSignIn(secondStep: $secondStep, code: $code) { viewer { role } problems { code field } } }`,
      { secondStep, code },
    );
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? null;
    return { ...data?.confirmSignIn, cookie, problem: data?.confirmSignIn.problems[0]?.code };
  };
  const idOf = async (name: string): Promise<string> => {
    const [row] = await app.test.sql<{ id: string }>('select id from app_user where email = $1', [
      `${name}@test.example`,
    ]);
    return row?.id ?? '';
  };
  const demand = async (requiresSecondFactor: boolean) =>
    (
      await app.graphql(
        `mutation ($input: SignInSettingsInput!) { saveSignInSettings(input: $input) { problems { code } } }`,
        { input: { requiresSecondFactor } },
      )
    ).saveSignInSettings.problems;
  const kinds = async (as: As = 'admin'): Promise<string[]> =>
    (await app.graphql('{ securityEvents { kind } }', {}, { as })).securityEvents.map(
      ({ kind }: { kind: string }) => kind,
    );

  it('is set up by a key, a first code and ten recovery codes, which end the other sessions', async () => {
    await app.headersOf('sales');
    await signIn('sales');
    const { beginSecondFactor: key } = await app.graphql(begin, { password: PASSWORD }, { as: 'sales' });
    expect(key.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(key.uri).toContain('otpauth://totp/Causeway%20Northwind%20IT:sales%40test.example?');
    expect(key.qrCode).toMatch(/^data:image\/png;base64,/);
    expect((await signIn('sales')).viewer).toMatchObject({ role: 'SALES' });
    const wrong = await app.graphql(confirm, { code: '000000' }, { as: 'sales' });
    expect(wrong.confirmSecondFactor).toMatchObject({ recoveryCodes: null, problems: [{ code: 'wrong_code' }] });
    const { confirmSecondFactor } = await app.graphql(confirm, { code: nextCode(key.secret) }, { as: 'sales' });
    expect(confirmSecondFactor.endedSessions).toBe(2);
    const codes: string[] = confirmSecondFactor.recoveryCodes;
    expect(new Set(codes).size).toBe(10);
    expect((await app.graphql(status, {}, { as: 'sales' })).mySecondFactor).toEqual({
      isOn: true,
      recoveryCodesLeft: 10,
      isDemanded: false,
    });
    const stored = JSON.stringify([
      await app.test.sql('select * from second_factor'),
      await app.test.sql('select * from recovery_code'),
      await app.test.sql('select * from security_event'),
      await app.test.sql('select * from delivery'),
    ]);
    for (const secret of [key.secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      expect(stored + app.logged()).not.toContain(secret);
    expect(await kinds()).toContain('second_factor_set_up');
    const { outbox } = await app.graphql('{ outbox { mails { to subject } } }');
    expect(outbox.mails[0]).toEqual({
      to: 'sales@test.example',
      subject: 'Your second factor in Northwind IT was changed',
    });
  });

  it('is not set up without the password, in a session that somebody left open', async () => {
    const as = { as: 'sales' } as const;
    for (const [proof, problem] of [
      [{}, { code: 'proof_missing', field: 'password' }],
      [{ code: '123456' }, { code: 'proof_missing', field: 'password' }],
      [{ password: 'not my password' }, { code: 'wrong_credentials', field: 'password' }],
    ] as const)
      expect((await app.graphql(begin, proof, as)).beginSecondFactor).toEqual({
        secret: null,
        uri: null,
        qrCode: null,
        problems: [problem],
      });
    expect((await app.graphql(confirm, { code: '000000' }, as)).confirmSecondFactor.problems).toEqual([
      { code: 'not_begun', field: null },
    ]);
    expect(await kinds()).toContain('second_factor_failed');
  });

  it('gives the session in which it is set up or replaced a new cookie, and the former one is worth nothing', async () => {
    const viewer = '{ viewer { role } }';
    const before = await app.headersOf('viewer');
    const { secret } = await enrol('viewer');
    expect((await askWith(before, viewer)).data?.viewer).toBeNull();
    const between = await app.headersOf('viewer');
    expect((await askWith(between, viewer)).data?.viewer).toEqual({ role: 'VIEWER' });
    const socket = openLive(app.url, between);
    const { errors } = await socket.once('mutation { confirmSecondFactor(code: "000000") { problems { code } } }');
    expect(errors?.[0]?.extensions?.code).toBe('invalid_input');
    const { beginSecondFactor } = await app.graphql(begin, { code: nextCode(secret) }, { as: 'viewer' });
    await app.graphql(confirm, { code: nextCode(beginSecondFactor.secret) }, { as: 'viewer' });
    expect((await socket.ended).code).toBe(4401);
    expect((await askWith(between, viewer)).data?.viewer).toBeNull();
    expect((await app.graphql('{ mySessions { isCurrent } }', {}, { as: 'viewer' })).mySessions).toEqual([
      { isCurrent: true },
    ]);
  });

  it('is told with each sign-in: by what somebody came in, and by which second factor', async () => {
    const { secret, codes } = await enrol('sales');
    await pass((await signIn('sales')).secondStep, nextCode(secret));
    await pass((await signIn('sales')).secondStep, codes[0] ?? '');
    await app.graphql(switchOff, { password: PASSWORD }, { as: 'sales' });
    await signIn('sales');
    const { securityEvents } = await app.graphql(
      '{ securityEvents(kinds: ["signed_in"], text: "sales", first: 3) { description } }',
    );
    expect(securityEvents).toEqual([
      { description: 'sales signed in with their password.' },
      { description: 'sales signed in with their password and a recovery code.' },
      { description: 'sales signed in with their password and a code of their second factor.' },
    ]);
  });

  it('asks for the second step after the password, and lets nobody in before it, by cookie, token or socket', async () => {
    const { secret } = await enrol('viewer');
    const first = await signIn('viewer');
    expect(first).toMatchObject({ viewer: null, problems: [], cookie: null });
    const headers: Record<string, string>[] = [
      { cookie: `causeway_session=${first.secondStep}` },
      { authorization: `Bearer ${first.secondStep}` },
      { authorization: `Bearer cwy_${first.secondStep}` },
    ];
    for (const one of headers) {
      const { data, errors, status: code } = await askWith(one, '{ viewer { role } users { id } }');
      expect([data?.viewer ?? null, errors.length > 0 || code === 401]).toEqual([null, true]);
    }
    const live = openLive(app.url, { cookie: `causeway_session=${first.secondStep}` });
    await live.once('{ viewer { role } }');
    expect((await live.ended).code).toBe(4401);
    const { viewer, cookie } = await pass(first.secondStep, nextCode(secret));
    expect(viewer).toEqual({ role: 'VIEWER' });
    expect((await askWith({ cookie: cookie ?? '' }, '{ viewer { role } }')).data?.viewer).toEqual({ role: 'VIEWER' });
  });

  it('takes each code once, at most one step early or late, and each second step once', async () => {
    const { secret } = await enrol('viewer');
    const code = nextCode(secret);
    const { secondStep } = await signIn('viewer');
    expect((await pass(secondStep, code)).viewer).toEqual({ role: 'VIEWER' });
    at += STEP_MS;
    expect((await pass(secondStep, codeAt(secret, at))).problem).toBe('step_over');
    expect((await pass((await signIn('viewer')).secondStep, code)).problem).toBe('code_used');
    const tooEarly = codeAt(secret, at + 2 * STEP_MS);
    expect((await pass((await signIn('viewer')).secondStep, tooEarly)).problem).toBe('wrong_code');
    const early = codeAt(secret, at + STEP_MS);
    expect((await pass((await signIn('viewer')).secondStep, early)).viewer).toEqual({ role: 'VIEWER' });
    // A later one was used, so the one before it is worth nothing any more.
    expect((await pass((await signIn('viewer')).secondStep, codeAt(secret, at))).problem).toBe('code_used');
    at += 3 * STEP_MS;
    const late = codeAt(secret, at - STEP_MS);
    const both = await Promise.all([signIn('viewer'), signIn('viewer')]);
    const answers = await Promise.all(both.map((one) => pass(one.secondStep, late)));
    expect(answers.map(({ viewer }) => viewer !== null).sort()).toEqual([false, true]);
  });

  it('takes a recovery code once in place of a code, however it is typed', async () => {
    const { codes } = await enrol('viewer');
    const [first = '', second = ''] = codes;
    const typed = first.toLowerCase().replaceAll('-', ' ');
    expect((await pass((await signIn('viewer')).secondStep, typed)).viewer).toEqual({ role: 'VIEWER' });
    expect((await pass((await signIn('viewer')).secondStep, first)).problem).toBe('wrong_code');
    expect((await pass((await signIn('viewer')).secondStep, second)).viewer).toEqual({ role: 'VIEWER' });
    expect((await app.graphql(status, {}, { as: 'viewer' })).mySecondFactor.recoveryCodesLeft).toBe(8);
    expect(await kinds()).toEqual(expect.arrayContaining(['recovery_code_used', 'second_factor_failed']));
  });

  it('slows guessing down as for passwords, and no right code helps then', async () => {
    const { secret } = await enrol('stranger');
    const { secondStep } = await signIn('stranger');
    for (let n = 0; n < 5; n++) expect((await pass(secondStep, `00000${n}`)).problem).toBe('wrong_code');
    expect((await pass(secondStep, nextCode(secret))).problem).toBe('throttled');
    expect((await kinds('stranger')).filter((kind) => kind === 'second_factor_failed')).toHaveLength(5);
    expect(app.logged()).toContain('"event":"security.second_factor_failed"');
  });

  it('is switched off, replaced and given new recovery codes with the password or a code alone', async () => {
    const { secret, codes } = await enrol('support');
    const as = { as: 'support' } as const;
    for (const [proof, code] of [
      [{}, 'proof_missing'],
      [{ code: '000000' }, 'wrong_code'],
      [{ password: 'not my password' }, 'wrong_credentials'],
    ] as const) {
      expect((await app.graphql(switchOff, proof, as)).switchOffSecondFactor).toEqual({
        secondFactor: null,
        problems: [{ code }],
      });
      expect((await app.graphql(begin, proof, as)).beginSecondFactor.secret).toBeNull();
    }
    const { renewRecoveryCodes } = await app.graphql(
      'mutation ($code: String) { renewRecoveryCodes(code: $code) { recoveryCodes problems { code } } }',
      { code: nextCode(secret) },
      as,
    );
    expect(renewRecoveryCodes.recoveryCodes).toHaveLength(10);
    expect((await pass((await signIn('support')).secondStep, codes[0] ?? '')).problem).toBe('wrong_code');
    const replaced = await app.graphql(begin, { password: PASSWORD }, as);
    const newKey = replaced.beginSecondFactor.secret;
    // Until the new key's first code is there the old one counts.
    expect((await pass((await signIn('support')).secondStep, nextCode(secret))).viewer).toEqual({ role: 'SUPPORT' });
    await app.graphql(confirm, { code: nextCode(newKey) }, as);
    expect((await pass((await signIn('support')).secondStep, nextCode(secret))).problem).toBe('wrong_code');
    const off = await app.graphql(switchOff, { code: nextCode(newKey) }, as);
    expect(off.switchOffSecondFactor).toEqual({ secondFactor: { isOn: false }, problems: [] });
    expect((await signIn('support')).viewer).toMatchObject({ role: 'SUPPORT' });
    expect(await kinds()).toEqual(expect.arrayContaining(['second_factor_removed', 'recovery_codes_renewed']));
  });

  it('is demanded: whoever has none may set one up and nothing else, wherever they are signed in', async () => {
    const viewerHeaders = await app.headersOf('viewer');
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "Board", role: VIEWER }) { secret } }',
    );
    expect(await demand(true)).toEqual([{ code: 'own_factor_first' }]);
    const mine = await enrol('admin');
    const live = openLive(app.url, viewerHeaders);
    await live.once('{ viewer { role } }');
    expect(await demand(true)).toEqual([]);
    expect((await live.ended).code).toBe(4401);

    const schema = await buildProductSchema();
    const allowed = new Set([...accessRules.open, ...accessRules.whileEnrolling]);
    const socket = openLive(app.url, viewerHeaders);
    for (const [kind, type] of [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
      ['subscription', schema.getSubscriptionType()],
    ] as const)
      for (const field of Object.values(type?.getFields() ?? {})) {
        if (allowed.has(field.name)) continue;
        const document = anyOperation(kind, field, await idOf('viewer'));
        const errors =
          kind === 'subscription'
            ? (await socket.once(document)).errors
            : (await app.ask(document, {}, { as: 'viewer' })).errors;
        expect([field.name, errors?.[0]?.extensions?.code]).toEqual([field.name, 'second_factor_required']);
      }
    expect((await socket.once('{ users { id } }')).errors?.[0]?.extensions?.code).toBe('second_factor_required');
    await socket.close();
    for (const path of ['/api/reference', `/api/documents/${await idOf('viewer')}/file`])
      expect((await fetch(`${app.url}${path}`, { headers: viewerHeaders })).status).toBe(403);

    expect((await signIn('sales')).viewer).toEqual({ role: 'SALES', mustSetUpSecondFactor: true });
    const token = { token: createApiToken.secret };
    expect((await app.graphql('{ viewer { role } connection { id } }', {}, { as: token })).viewer).toEqual({
      role: 'VIEWER',
    });
    const { secret } = await enrol('viewer');
    expect((await app.graphql('{ users { name } }', {}, { as: 'viewer' })).users).toHaveLength(4);
    const off = await app.graphql(switchOff, { code: nextCode(secret) }, { as: 'viewer' });
    expect(off.switchOffSecondFactor.problems).toEqual([{ code: 'demanded' }]);
    expect(await demand(false)).toEqual([]);
    expect((await app.graphql('{ users { name } }', {}, { as: 'viewer' })).users).toHaveLength(4);
    const secondStep = (await signIn('admin')).secondStep;
    expect((await pass(secondStep, nextCode(mine.secret))).viewer).toEqual({ role: 'ADMIN' });
  });

  it('is reset by an administrator for somebody who lost it, who is signed out and told', async () => {
    await enrol('viewer');
    const reset = async (id: string, as: As = 'admin') =>
      (
        await app.ask(
          'mutation ($id: ID!) { resetSecondFactor(id: $id) { person { hasSecondFactor } problems { code } } }',
          { id },
          { as },
        )
      ).data?.resetSecondFactor;
    const id = await idOf('viewer');
    expect(await reset(id, 'support')).toBeUndefined();
    expect(await reset(id, 'stranger')).toMatchObject({ problems: [{ code: 'not_found' }] });
    expect(await reset(await idOf('admin'))).toMatchObject({ problems: [{ code: 'own_factor' }] });
    const { people } = await app.graphql('{ people { email hasSecondFactor } }');
    expect(people.filter((one: { hasSecondFactor: boolean }) => one.hasSecondFactor)).toEqual([
      { email: 'viewer@test.example', hasSecondFactor: true },
    ]);
    expect(await reset(id)).toEqual({ person: { hasSecondFactor: false }, problems: [] });
    expect((await app.graphql('{ viewer { role } }', {}, { as: 'viewer' })).viewer).toBeNull();
    expect((await signIn('viewer')).viewer).toMatchObject({ role: 'VIEWER' });
    const { securityEvents } = await app.graphql(
      '{ securityEvents(kinds: ["second_factor_reset"]) { actor subject description } }',
    );
    expect(securityEvents).toEqual([
      {
        actor: 'admin',
        subject: 'viewer@test.example',
        description: 'The second factor of viewer was reset; they were signed out.',
      },
    ]);
    expect(
      await app.test.sql(
        `select recipient from delivery where body::text like '%reset the second factor%' or state = 'kept'`,
      ),
    ).toContainEqual({ recipient: 'viewer@test.example' });
    expect(await reset(id)).toMatchObject({ problems: [{ code: 'not_on' }] });
  });

  it('ends a sign-in between its steps when the password changes', async () => {
    const { secret } = await enrol('sales');
    const { secondStep } = await signIn('sales');
    await app.graphql(
      `mutation ($current: String!) { changeMyPassword(currentPassword: $current, newPassword: "seven grey herons") { problems { code } } }`,
      { current: PASSWORD },
      { as: 'sales' },
    );
    expect((await pass(secondStep, nextCode(secret))).problem).toBe('step_over');
  });
});
