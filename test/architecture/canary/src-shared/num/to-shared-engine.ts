// expect: src-shared/num may not import this layer of src-shared
import '#shared/engine/file.ts';
