package uk.seenheard.api.ground.chronology;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.incident.Incident;

/**
 * Looks up what earlier incidents of the force said about the children of one: low-grade notices
 * within three months before it, missing episodes within ninety days.
 *
 * <p>Counts go across the whole force, whoever looks: three notices by three teams are exactly what
 * used to be overlooked (F14). Which incidents they stand in is for those who may see them.
 */
public final class EarlierEvents {
  private static final ZoneId UNITED_KINGDOM = ZoneId.of("Europe/London");
  private static final int NOTICE_MONTHS = 3;
  private static final int EPISODE_DAYS = 90;
  private static final int VICTIM_MONTHS = 12;
  private static final int MOST_KEYS = 100;
  private static final int MOST_CARDS = 500;

  private final EarlierSigns signs;
  private final Chronicle chronicle;
  private final FairWork work;

  /** Over what the incidents of a force said. */
  public EarlierEvents(EarlierSigns signs, Chronicle chronicle, FairWork work) {
    this.signs = signs;
    this.chronicle = chronicle;
    this.work = work;
  }

  /**
   * What an incident says about its children, and what others said before.
   *
   * @param received when the server first heard of it, milliseconds since 1970
   */
  public Future<Chronology> of(Incident incident, long received) {
    return work.about(incident.record(), () -> chronicle.of(incident, received))
        .compose(own -> earlier(own, incident));
  }

  private Future<Chronology> earlier(Chronology own, Incident incident) {
    Set<String> keys = new TreeSet<>();
    own.own().forEach(sign -> keys.addAll(sign.keys()));
    if (keys.isEmpty()) {
      return Future.succeededFuture(own);
    }
    Set<String> few = new TreeSet<>();
    keys.stream().limit(MOST_KEYS).forEach(few::add);
    return signs
        .withChildren(few, MOST_CARDS)
        .compose(
            said ->
                work.about(
                    incident.record(),
                    () -> own.after(earlier(own, said, incident.record().incident()))));
  }

  private static Map<FieldPath, List<ChildEvent>> earlier(
      Chronology own, Collection<EarlierSigns.Said> before, String incident) {
    LocalDate day = Instant.ofEpochMilli(own.moment()).atZone(UNITED_KINGDOM).toLocalDate();
    List<Chronology.Sign> signs = new ArrayList<>();
    Map<String, List<Integer>> byKey = new HashMap<>();
    for (EarlierSigns.Said other : before) {
      if (!other.incident().equals(incident)) {
        for (Chronology.Sign sign : other.chronology().own()) {
          for (String key : sign.keys()) {
            byKey.computeIfAbsent(key, unused -> new ArrayList<>()).add(signs.size());
          }
          signs.add(sign);
        }
      }
    }
    Map<FieldPath, List<ChildEvent>> earlier = new TreeMap<>();
    for (Chronology.Sign child : own.own()) {
      List<ChildEvent> said = new ArrayList<>();
      Set<Integer> same = new TreeSet<>();
      child.keys().forEach(key -> same.addAll(byKey.getOrDefault(key, List.of())));
      for (int one : same) {
        for (ChildEvent event : signs.get(one).events()) {
          if (counts(event, day)) {
            said.add(event);
          }
        }
      }
      if (!said.isEmpty()) {
        said.sort(
            Comparator.comparing(ChildEvent::at).reversed().thenComparing(ChildEvent::incident));
        earlier.put(child.child(), said);
      }
    }
    return earlier;
  }

  private static boolean counts(ChildEvent event, LocalDate day) {
    LocalDate at = Instant.ofEpochMilli(event.at()).atZone(UNITED_KINGDOM).toLocalDate();
    LocalDate from =
        switch (event.kind()) {
          case LOW_NOTICE -> day.minusMonths(NOTICE_MONTHS);
          case MISSING -> day.minusDays(EPISODE_DAYS);
          case VICTIM -> day.minusMonths(VICTIM_MONTHS);
        };
    return !at.isBefore(from) && !at.isAfter(day);
  }
}
