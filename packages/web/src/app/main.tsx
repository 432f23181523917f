import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { preferredLanguage, speak } from '../components/language/language.ts';
import { createApiSession } from './api-session.ts';
import { App } from './app.tsx';
import { createAppRouter } from './router.tsx';
// Behind the sheets of the components that the app brings along; mantine-styles.plugin.ts puts Mantine's base before all.
import './app.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');
const session = createApiSession();
const show = (): void =>
  createRoot(root).render(
    <StrictMode>
      <App router={createAppRouter(session)} session={session} />
    </StrictMode>,
  );
// Without its catalogue the app is there in English. Waiting for it with `await` would keep other chunks out of the first one.
speak(preferredLanguage()).then(show, show);
