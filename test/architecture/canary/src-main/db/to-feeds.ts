// expect: src-main/db may not import this layer
import '../feeds/feed.ts';
