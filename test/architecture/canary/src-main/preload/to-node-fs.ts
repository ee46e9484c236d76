// expect: src-main/preload may not import Node's modules
import 'node:fs';
