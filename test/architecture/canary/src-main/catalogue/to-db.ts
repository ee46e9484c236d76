// expect: src-main/catalogue may import only types from this layer
import '../db/open.ts';
