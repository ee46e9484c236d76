// expect: src-main/cli.ts may not import this layer
import './db/open.ts';
// expect: src-main/cli.ts may not import this layer
import './faces/electron/start.ts';
// expect: src-main/cli.ts may not import this package
import 'ws';
import './faces/cli/run.ts';
import './faces/web/serve.ts';
