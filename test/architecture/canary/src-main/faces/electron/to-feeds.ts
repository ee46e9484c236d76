// expect: src-main/faces/electron may not import this layer
import '../../feeds/feed.ts';
