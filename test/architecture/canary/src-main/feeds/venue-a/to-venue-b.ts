// expect: src-main/feeds/* may not import its neighbours
import '../venue-b/parse.ts';
