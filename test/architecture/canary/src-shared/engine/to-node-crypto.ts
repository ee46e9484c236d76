// expect: src-shared/engine may not import Node's modules
import 'node:crypto';
