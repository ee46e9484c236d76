import type { Feed } from '../feeds/feed.ts';
import type { Store } from '../db/store.ts';
import 'node:crypto';
import '#shared/engine/book.ts';
import '../util/sha256.ts';

export type Ports = Readonly<{ feed: Feed; store: Store }>;
