/** The way out to providers: through the guard of all requests that leave, handed in from outside. */
export interface OutboundHttp {
  /** Why no request may go to an address, in a sentence; null when one may. */
  reasonAgainst(url: URL): string | null;
  /** Throws AppError "unavailable" with a sentence when there is no answer. */
  fetch(
    url: string,
    request: { method: string; headers: Record<string, string>; body?: string | undefined; signal?: AbortSignal },
  ): Promise<Response>;
}
