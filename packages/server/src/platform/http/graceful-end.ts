import type { Server, ServerResponse } from 'node:http';
import { Server as TcpServer } from 'node:net';

export interface GracefulEnd {
  /** Resolves when the last connection is gone; those that are still busy after `timeoutMs` are cut. */
  end(timeoutMs: number, idleAfterMs?: number): Promise<void>;
}

/** A client that keeps its connection and says nothing for so long is taken for idle. */
const IDLE_AFTER_MS = 1_000;

/**
 * Ends a server without cutting a request. `server.close()` closes connections that are idle at that moment, and a request that is on its way
 * over one of them is lost. Here nobody new is let in, while each connection that is kept open gets one more answer, which says that it is the last.
 */
export function gracefulEnd(server: Server): GracefulEnd {
  const underWay = new Set<ServerResponse>();
  let isEnding = false;
  const isLast = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('Connection', 'close');
  };
  // Before the application's own listener, which may answer at once.
  server.prependListener('request', (_request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    if (isEnding) isLast(response);
  });
  return {
    end: async (timeoutMs, idleAfterMs = IDLE_AFTER_MS) => {
      isEnding = true;
      for (const response of underWay) isLast(response);
      // As http's own close(), without its closing of idle connections.
      const closed = new Promise<void>((resolve) => void TcpServer.prototype.close.call(server, () => resolve()));
      const idle = setTimeout(() => server.closeIdleConnections(), Math.min(idleAfterMs, timeoutMs));
      // Those that were busy then, and said nothing to their last answer.
      const rest = setInterval(() => server.closeIdleConnections(), idleAfterMs * 2);
      const late = setTimeout(() => server.closeAllConnections(), timeoutMs);
      await closed;
      clearTimeout(idle);
      clearInterval(rest);
      clearTimeout(late);
    },
  };
}
