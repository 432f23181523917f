import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApiSession } from './api-session.ts';
import { App } from './app.tsx';
import { createAppRouter } from './router.tsx';
// Behind the sheets of the components that the app brings along; mantine-styles.plugin.ts puts Mantine's base before all.
import './app.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');
const session = createApiSession();
createRoot(root).render(
  <StrictMode>
    <App router={createAppRouter(session)} session={session} />
  </StrictMode>,
);
