// expect: src-shared/engine may not import this layer of src-shared
import '#shared/ipc/file.ts';
