interface Answer<T> {
  data?: T;
  errors?: { message: string }[];
}

/** A user of the product's own GraphQL API over HTTP, signed in by cookie: the first start does nothing a person could not do. */
export class ApiClient {
  private cookie = '';

  constructor(private readonly baseUrl: string) {}

  async request<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const response = await fetch(`${this.baseUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: this.baseUrl,
        ...(this.cookie ? { cookie: this.cookie } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    if (cookies.length > 0) this.cookie = cookies.join('; ');
    // Our own API, asked with a query that the caller's type describes.
    const answer = (await response.json()) as Answer<T>;
    if (answer.errors?.length || !answer.data)
      throw new Error(answer.errors?.map((e) => e.message).join(' ') ?? `HTTP ${response.status}`);
    return answer.data;
  }
}
