// expect: src-main/ipc may import only types from this layer
import '../db/open.ts';
