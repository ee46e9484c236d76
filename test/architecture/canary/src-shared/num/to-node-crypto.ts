// expect: src-shared/num may not import Node's modules
import 'node:crypto';
