import type { GraphQLFormattedError } from 'graphql';
import type { As } from './as.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
export type Data = Record<string, any>;

export interface Answer {
  status: number;
  data: Data | null;
  errors: GraphQLFormattedError[];
  headers: Headers;
}

const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { viewer { role } problems { code message } }
}`;

const sessionCookie = /^causeway_session=[\w-]+/;

/** Speaks GraphQL over real HTTP, signed in through the real sign-in. */
export class GraphqlClient {
  private readonly cookies = new Map<string, Promise<string>>();

  constructor(
    private readonly url: string,
    private readonly password: string,
  ) {}

  async ask(query: string, variables: object = {}, as: As = 'admin'): Promise<Answer> {
    const answer = await this.post(query, variables, await this.headersOf(as));
    // As a browser: a new cookie of the session takes the place of the one before.
    const renewed = sessionCookie.exec(answer.headers.get('set-cookie') ?? '')?.[0];
    if (renewed && typeof as === 'string' && as !== 'nobody') this.cookies.set(as, Promise.resolve(renewed));
    return answer;
  }

  async data<T>(query: string, variables: object | undefined, as: As): Promise<T> {
    const { data, errors } = await this.ask(query, variables, as);
    const [first] = errors;
    if (first) throw Object.assign(new Error(first.message), { code: first.extensions?.code, errors });
    return data as T;
  }

  async headersOf(as: As): Promise<Record<string, string>> {
    if (as === 'nobody') return {};
    if (typeof as === 'object') return { authorization: `Bearer ${as.token}` };
    const known = this.cookies.get(as) ?? this.signIn(as);
    this.cookies.set(as, known);
    return { cookie: await known };
  }

  private async signIn(name: string): Promise<string> {
    const variables = { email: `${name}@test.example`, password: this.password };
    const { headers, data, errors } = await this.post(signIn, variables, {});
    const cookie = headers.get('set-cookie')?.split(';')[0];
    if (!cookie) throw new Error(`Could not sign in as ${name}: ${JSON.stringify(errors.length > 0 ? errors : data)}`);
    return cookie;
  }

  private async post(query: string, variables: object, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data?: Data | null; errors?: GraphQLFormattedError[] };
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [], headers: response.headers };
  }
}
