import { buildWeb } from '../web-build.ts';

// The tests that follow start the platform, which then finds a build of these very sources and makes none of its own.
await buildWeb();
