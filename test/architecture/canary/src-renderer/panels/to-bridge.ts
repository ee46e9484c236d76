// expect: src-renderer/panels may not import this layer
import '../bridge/client.ts';
