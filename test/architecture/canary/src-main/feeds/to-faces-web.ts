// expect: src-main/feeds may not import this layer
import '../faces/web/server.ts';
