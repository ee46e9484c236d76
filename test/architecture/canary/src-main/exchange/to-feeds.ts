// expect: src-main/exchange may not import this layer
import '../feeds/feed.ts';
