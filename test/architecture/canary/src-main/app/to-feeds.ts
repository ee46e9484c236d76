// expect: src-main/app may not import this layer
import '../feeds/feed.ts';
