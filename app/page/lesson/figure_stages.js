// Figures that are drawn on the stage, where beads can be pointed at; their strips are for those
// without scripts.
import { initStageDrawing } from "../lab/components/stage_drawing.js";

export function initFigureStages(lesson) {
  for (const place of lesson.querySelectorAll("figure [data-stage]")) {
    const stage = initStageDrawing(place, JSON.parse(place.dataset.stage));
    place.prepend(stage.stage);
    new ResizeObserver(() => stage.fit(place.getBoundingClientRect().width)).observe(place);
  }
}
