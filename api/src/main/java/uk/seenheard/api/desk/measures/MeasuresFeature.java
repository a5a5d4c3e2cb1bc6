package uk.seenheard.api.desk.measures;

import java.util.List;
import uk.seenheard.api.ground.cards.CardDeadlines;
import uk.seenheard.api.ground.cards.DutySource;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.http.Door;

/** Puts the parts of the measures together. */
public final class MeasuresFeature implements Feature {
  private final IncidentFacts facts;
  private final MeasuresDoor door;

  private MeasuresFeature(IncidentFacts facts, MeasuresDoor door) {
    this.facts = facts;
    this.door = door;
  }

  /** On the ground, with the duties of incidents. */
  public static MeasuresFeature of(Core core, DutySource duties) {
    return new MeasuresFeature(
        new IncidentFacts(duties),
        new MeasuresDoor(
            core.people().tokens(),
            new MeasuresService(core.reading().desk(), core.looks(), core.basis().now()),
            core.basis().now()));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }

  @Override
  public List<CardDeadlines> deadlines() {
    return List.of(facts);
  }
}
