// expect: src-main/faces/cli may not import this layer
import '../web/start.ts';
