import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it gets. */
export interface MailServer {
  url: string;
  mails: ParsedMail[];
  /** Answers the next mails with this error instead of taking them; null: takes them. */
  refuse(error: string | null): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  let refusal: string | null = null;
  const server = new SMTPServer({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'causeway' && password === 'letters'
        ? done(null, { user: username })
        : done(new Error('Wrong user or password.')),
    onData: (stream, _session, done) => {
      const error = refusal ? Object.assign(new Error(refusal), { responseCode: 451 }) : null;
      if (error) stream.resume().on('end', () => done(error));
      else
        simpleParser(stream).then(
          (mail) => {
            mails.push(mail);
            done();
          },
          (cause) => done(cause),
        );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://causeway:letters@127.0.0.1:${port}`,
    mails,
    refuse: (error) => {
      refusal = error;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
