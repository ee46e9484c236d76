// expect: src-shared/num may not import this layer of src-shared
import '#shared/domain/file.ts';
