// expect: src-main/hub may not import this layer
import '../alerts/alertCentre.ts';
