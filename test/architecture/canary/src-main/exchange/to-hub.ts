// expect: src-main/exchange may not import this layer
import '../hub/engineHost.ts';
