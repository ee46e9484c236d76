// expect: src-main/feeds/* may not import its neighbours
import '../../feeds/venue-b/symbols.ts';
