// expect: src-main/main.ts may not import this layer
import './db/open.ts';
// expect: src-main/main.ts may not import this layer
import './faces/web/server.ts';
// expect: src-main/main.ts may not import this package
import 'ws';
import 'electron';
import './terminal.ts';
