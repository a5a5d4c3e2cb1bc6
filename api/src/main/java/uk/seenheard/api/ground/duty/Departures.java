package uk.seenheard.api.ground.duty;

import java.util.List;
import java.util.Locale;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.incident.Incident;

/** The port to what leaves the force by this server once an incident is authorised as it stands. */
@FunctionalInterface
public interface Departures {
  /** Of a server by which nothing leaves. */
  Departures NONE = (incident, received) -> List.of();

  /** What somebody is sent. */
  enum What {
    /** The notice. */
    NOTICE,
    /** What takes the place of what they were sent. */
    CORRECTION,
    /** That what they were sent is withdrawn. */
    WITHDRAWAL,
    /** Nothing: they were sent it as it stands. */
    NOTHING;

    /** The word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What becomes of a notice and one of its recipients.
   *
   * @param notice its path, also where it is crossed out
   * @param to their name; empty where nobody is certain who it is, and nothing leaves
   * @param byPerson whether a person has to tell them: no channel of this server reaches them
   */
  record Departure(FieldPath notice, String to, What what, boolean byPerson) {}

  /**
   * What becomes of each notice.
   *
   * @param received when the server first heard of the incident
   */
  List<Departure> of(Incident incident, long received);
}
