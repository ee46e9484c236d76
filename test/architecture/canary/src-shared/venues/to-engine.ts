// expect: src-shared/venues may not import this layer
import '../engine/book.ts';
