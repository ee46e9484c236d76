// expect: src-main/ipc may not import this layer
import '../feeds/feed.ts';
