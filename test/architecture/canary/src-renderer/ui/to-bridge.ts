// expect: src-renderer/ui may not import this layer
import '../bridge/client.ts';
