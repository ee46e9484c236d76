// expect: src-main/db may not import this layer
import '../alerts/alertCentre.ts';
