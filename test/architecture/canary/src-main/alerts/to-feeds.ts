// expect: src-main/alerts may not import this layer
import '../feeds/feed.ts';
