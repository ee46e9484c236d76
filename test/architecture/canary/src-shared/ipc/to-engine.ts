// expect: src-shared/ipc may not import this layer
import '../engine/book.ts';
