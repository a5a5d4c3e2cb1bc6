package uk.seenheard.api.desk.review;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.chronology.EarlierEvents;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.api.ground.writer.IncidentWeights;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Weight;
import uk.seenheard.sync.prompt.Age;
import uk.seenheard.sync.prompt.DutyState;
import uk.seenheard.sync.prompt.PromptState;
import uk.seenheard.sync.review.Obstacle;

/** What an incident is still asked now, in the light of what earlier ones said of its children. */
public final class IncidentQuestions {
  private final EarlierEvents earlier;
  private final IncidentPrompts prompts;
  private final LongSupplier now;
  private final FairWork work;
  private final IncidentWeights weights;

  /** With what is known beside an incident, and with those who do what takes long. */
  public IncidentQuestions(
      EarlierEvents earlier,
      IncidentPrompts prompts,
      LongSupplier now,
      FairWork work,
      IncidentWeights weights) {
    this.work = work;
    this.weights = weights;
    this.earlier = earlier;
    this.prompts = prompts;
    this.now = now;
  }

  /** Where what grows with an incident is done, so that it keeps nobody else waiting. */
  FairWork work() {
    return work;
  }

  /** What it and earlier ones say about its children. */
  Future<Chronology> chronology(IncidentAt at) {
    return earlier.of(at.incident(), at.card().firstAt());
  }

  /** That it is nearly full, in words for who supervises; or empty. */
  Optional<String> fullness(IncidentAt at) {
    Weight text = weights.of(at.id());
    Weight counted = Weight.of(at.record(), text.bytes());
    return counted.supervisorsWarning();
  }

  List<PromptState> prompts(IncidentAt at, Chronology chronology) {
    return prompts.of(at.record(), chronology, now.getAsLong());
  }

  List<DutyState> duties(IncidentAt at, Chronology chronology) {
    return prompts.duties(at.record(), chronology, now.getAsLong());
  }

  /** The children whose words are written down. */
  Set<FieldPath> heard(IncidentAt at) {
    return prompts.heard(at.incident());
  }

  Map<FieldPath, Age> ages(IncidentAt at, Chronology chronology) {
    return prompts.ages(at.record(), chronology, now.getAsLong());
  }

  /** The incident as its form reads it: answers that mean the same are one answer. */
  Incident asRead(IncidentAt at) {
    return prompts.asRead(at.incident());
  }

  List<Obstacle> obstacles(IncidentAt at, Chronology chronology) {
    return prompts.obstacles(at.record(), chronology, now.getAsLong());
  }
}
