// expect: src-shared/util may not import this layer of src-shared
import '#shared/engine/file.ts';
