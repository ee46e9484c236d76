// expect: src-main/ipc may not import this layer
import '../db/open.ts';
