// expect: src-renderer/charts may not import this layer
import '../bridge/client.ts';
