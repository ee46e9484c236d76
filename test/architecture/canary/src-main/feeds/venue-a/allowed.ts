import 'ws';
import 'zod';
import '../feed.ts';
import '../../util/sha256.ts';
import './symbols.ts';
