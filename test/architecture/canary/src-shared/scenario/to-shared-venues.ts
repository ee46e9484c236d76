// expect: src-shared/scenario may not import this layer of src-shared
import '#shared/venues/file.ts';
