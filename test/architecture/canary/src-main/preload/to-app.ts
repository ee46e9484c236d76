// expect: src-main/preload may not import this layer
import '../app/dataFolder.ts';
