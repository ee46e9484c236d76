// expect: src-shared/domain may not import this layer
import '../engine/book.ts';
