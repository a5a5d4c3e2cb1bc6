package uk.seenheard.api.desk.measures;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import uk.seenheard.api.ground.cards.MeasureCounts;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.FootageNote;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.RecordedAct;

/** Counts what became of an incident's body-worn video, from what the server noted in it. */
final class FootageFacts {
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final String REASON = "reason." + Incident.CAMERA + '.';
  private static final Set<String> GRAVE = Set.of("domestic-abuse", "police-protection");

  private FootageFacts() {}

  static MeasureCounts.Footage of(Incident incident, long firstAt) {
    int officers = 0;
    long expected = 0;
    long covered = 0;
    int lost = 0;
    OptionalLong due = OptionalLong.empty();
    for (FootageNote note : FootageNote.of(incident.record()).values()) {
      if (note.isOpen()) {
        due = OptionalLong.of(Math.min(note.at(), due.orElse(Long.MAX_VALUE)));
      }
      if (note.person().isPresent() && note.isIssued()) {
        officers++;
        expected += note.expected();
        covered += note.covered();
      } else if (note.clip().isPresent() && note.state().equals(FootageNote.LOST)) {
        lost++;
      }
    }
    return new MeasureCounts.Footage(
        officers,
        minutes(expected),
        minutes(covered),
        inTime(incident, firstAt),
        excuses(incident, Optional.empty()),
        grave(incident) ? excuses(incident, Optional.of("forgot")) : 0,
        lost,
        due);
  }

  private static int minutes(long millis) {
    return (int) Math.min(Integer.MAX_VALUE, Math.round((double) millis / MINUTE));
  }

  /** Officers of whom something was there within a day, whatever was noted since. */
  private static int inTime(Incident incident, long firstAt) {
    Set<String> officers = new HashSet<>();
    for (RecordedAct deed : incident.record().deeds()) {
      if (Act.FOOTAGE_NOTED.is(deed.act())
          && deed.wall() <= firstAt + DAY
          && deed.with().whole("coveredMs").orElse(0L) > 0) {
        deed.with().text("person").ifPresent(officers::add);
      }
    }
    return officers.size();
  }

  private static boolean grave(Incident incident) {
    return incident.record().form().filter(form -> GRAVE.contains(form.id())).isPresent()
        || !incident.entries(Incident.STATEMENT).isEmpty();
  }

  private static int excuses(Incident incident, Optional<String> code) {
    int excuses = 0;
    for (Field field : incident.record().fields().values()) {
      if (field.at().name().startsWith(REASON)
          && field.standing().stream().map(Answer::value).anyMatch(value -> says(value, code))) {
        excuses++;
      }
    }
    return excuses;
  }

  private static boolean says(Json value, Optional<String> code) {
    return value instanceof Json.Obj reason && (code.isEmpty() || reason.text("code").equals(code));
  }
}
