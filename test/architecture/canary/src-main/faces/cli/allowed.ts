import '../../jobs/verifyStore.ts';
import '../../terminal.ts';
import '#shared/document/snapshot.ts';
