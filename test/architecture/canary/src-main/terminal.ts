// expect: src-main/terminal.ts may not import this layer
import './faces/web/server.ts';
// expect: src-main/terminal.ts may not import this package
import 'electron';
import './db/open.ts';
