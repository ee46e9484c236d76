import '../../db/open.ts';
import '../web/server.ts';
import '../../terminal.ts';
import '#shared/document/snapshot.ts';
