// expect: src-shared/ipc may not import this layer of src-shared
import '#shared/engine/file.ts';
