// expect: src-main/feeds/* may not import this layer
import '../../db/open.ts';
