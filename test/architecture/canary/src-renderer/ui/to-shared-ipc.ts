// expect: src-renderer/ui may not import this layer of src-shared
import '#shared/ipc/file.ts';
