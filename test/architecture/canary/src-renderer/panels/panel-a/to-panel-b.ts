// expect: src-renderer/panels/* may not import its neighbours
import '../panel-b/PanelB.tsx';
