// expect: src-renderer/ui may not import this layer
import '../panels/ladder/Ladder.tsx';
