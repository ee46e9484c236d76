// expect: src-shared/document may not import Node's modules
import 'node:fs';
