package uk.seenheard.api.desk.chase;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;

/**
 * Who is told of something overdue, and when: step by step upwards.
 *
 * @param kind what is chased by it
 * @param duty the duty's id, for the ladder of one duty
 * @param fromSince whether a duty's ladder counts from where its clock began, not from its deadline
 * @param tells the field of the subject that says when somebody was alerted: the first alert sets
 *     it
 * @param sets the field of the subject that an inspector's acknowledgement answers
 */
record Ladder(
    String kind,
    Optional<String> duty,
    boolean fromSince,
    Optional<String> tells,
    Optional<String> sets,
    List<Ladder.Step> steps) {
  Ladder {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param to the rank that is told
   * @param after milliseconds after the moment that the ladder counts from
   */
  record Step(String to, long after) {}

  /** The step of that number; beyond the last it is the last again. */
  Step step(int number) {
    return steps.get(Math.min(number, steps.size() - 1));
  }

  Json.Obj json() {
    List<Json> written =
        steps.stream()
            .map(
                step ->
                    (Json)
                        Json.object()
                            .put("to", step.to())
                            .put("afterMinutes", step.after() / 60_000)
                            .build())
            .toList();
    Json.Builder out =
        Json.object().put("kind", kind).put("duty", duty).put("tells", tells).put("sets", sets);
    if (fromSince) {
      out.put("from", "since");
    }
    return out.put("steps", Json.list(written)).build();
  }
}
