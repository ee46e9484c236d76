// expect: src-shared/venues may not import this layer of src-shared
import '#shared/ipc/file.ts';
