import '../design/base.css';
import '../design/kit.css';
import '../design/surfaces.css';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { router } from '../contexts.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
// No StrictMode: it mounts everything twice in development, and leaving the player ends its playback session.
createRoot(root).render(<RouterProvider router={router} />);
