package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import uk.seenheard.sync.footage.Marked;
import uk.seenheard.sync.footage.Window;

/** The port to who wrote in which incident when, and to when its statements were written. */
interface Attendances {
  /** A stretch of half an hour: who wrote something within it is written down once. */
  long STRETCH_MILLIS = 30 * 60_000;

  /** Stretches and statements that one question finds at most. */
  int MOST_FOUND = 2_000;

  /** How far a time is off at most: what somebody remembers is off the furthest. */
  long MOST_UNCERTAIN = 15 * 60_000;

  /** In which stretch a time lies. */
  static long stretch(long at) {
    return Math.floorDiv(at, STRETCH_MILLIS);
  }

  /** Makes its indexes. */
  Future<Void> prepare();

  /** Writes down that somebody wrote in an incident; may be said again. */
  Future<Void> wrote(List<Wrote> wrote);

  /** Writes down when statements were written; may be said again. */
  Future<Void> spoken(List<Spoken> spoken);

  /** When anybody wrote in these incidents. */
  Future<List<Wrote>> at(Collection<String> incidents);

  /** When these people wrote in whatever incident, within a time. */
  Future<List<Wrote>> of(Collection<String> people, Window within);

  /** The statements of an incident. */
  Future<List<Marked>> spokenAt(String incident);

  /** Has the recordings of an incident looked at no later than that. */
  Future<Void> lookNoLater(String incident, long at);

  /** Has them looked at then, and not before. */
  Future<Void> lookThen(String incident, long at);

  /** The incidents whose recordings are to be looked at by now. */
  Future<List<String>> toLookAt(long now, int most);

  /** Takes out an incident. */
  Future<Void> erase(String incident);

  /**
   * Somebody wrote in an incident within one stretch.
   *
   * @param first when first, in true time, milliseconds since 1970
   * @param last when last
   * @param uncertainty how far either may be off, milliseconds
   * @param arrived when they said that they were there, if they said it then
   */
  record Wrote(
      String incident,
      String person,
      long first,
      long last,
      long uncertainty,
      Optional<Long> arrived) {
    /** Which stretch it is. */
    long stretch() {
      return Attendances.stretch(first);
    }

    /** Both, of one stretch. */
    Wrote and(Wrote other) {
      return new Wrote(
          incident,
          person,
          Math.min(first, other.first),
          Math.max(last, other.last),
          Math.max(uncertainty, other.uncertainty),
          Stream.of(arrived, other.arrived)
              .flatMap(Optional::stream)
              .min(Comparator.naturalOrder()));
    }
  }

  /** A statement was written. */
  record Spoken(String incident, Marked marked) {}
}
