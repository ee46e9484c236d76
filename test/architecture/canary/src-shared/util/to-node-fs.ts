// expect: src-shared/util may not import Node's modules
import 'node:fs';
