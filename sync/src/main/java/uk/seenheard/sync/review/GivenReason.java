package uk.seenheard.sync.review;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;

/** Who gave a reason that waits to be accepted: whoever did does not accept it. */
public final class GivenReason {
  private GivenReason() {}

  /**
   * The author of a reason: of the strike, of the reason given in place of an answer, or of the
   * answer in place of a graver one.
   *
   * @param about the entry that the prompt is about; empty for the incident
   * @return empty where no such reason stands
   */
  public static Optional<String> author(
      IncidentRecord record, Optional<FieldPath> about, String prompt, OperationId reason) {
    if (prompt.equals(Incident.STRUCK)) {
      return about.flatMap(record::entry).map(Entry::strikes).orElse(List.of()).stream()
          .map(Entry.Strike::by)
          .filter(strike -> strike.id().equals(reason))
          .map(Answer::author)
          .findFirst();
    }
    Optional<String> given = standing(record, about, "reason." + prompt, reason);
    return given.isPresent() || !prompt.startsWith(Incident.TAKEN_BACK)
        ? given
        : standing(record, about, prompt.substring(Incident.TAKEN_BACK.length()), reason);
  }

  private static Optional<String> standing(
      IncidentRecord record, Optional<FieldPath> about, String name, OperationId op) {
    String path = about.map(at -> at.text() + '/' + name).orElse(name);
    return FieldPath.fault(path).isPresent()
        ? Optional.empty()
        : record.field(new FieldPath(path)).map(Field::standing).orElse(List.of()).stream()
            .filter(answer -> answer.id().equals(op))
            .map(Answer::author)
            .findFirst();
  }
}
