// expect: src-renderer/panels may not import Node's modules
import 'node:fs';
