// expect: src-shared/scenario may not import Node's modules
import 'node:worker_threads';
