// expect: src-main/app may not import this layer
import '../hub/engineHost.ts';
