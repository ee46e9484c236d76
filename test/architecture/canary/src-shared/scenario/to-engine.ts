// expect: src-shared/scenario may not import this layer
import '../engine/book.ts';
