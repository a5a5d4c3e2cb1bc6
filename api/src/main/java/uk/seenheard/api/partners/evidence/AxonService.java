package uk.seenheard.api.partners.evidence;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Attended;
import uk.seenheard.sync.footage.Window;

/** Hands Axon who attended what, and takes its list of evidence, each row judged by itself. */
final class AxonService {
  /** As many as may be handed in at once by the other way. */
  private static final int MOST_ROWS = 200;

  /** People who are asked for at once. */
  private static final int PEOPLE = 50;

  private final Force force;
  private final Function<List<Json>, Future<List<Verdict>>> intake;
  private final BiFunction<Collection<String>, Window, Future<List<Attended>>> attended;
  private final Ledger ledger;
  private final FairWork work;

  AxonService(
      Force force,
      Function<List<Json>, Future<List<Verdict>>> intake,
      BiFunction<Collection<String>, Window, Future<List<Attended>>> attended,
      Ledger ledger,
      FairWork work) {
    this.force = force;
    this.intake = intake;
    this.attended = attended;
    this.ledger = ledger;
    this.work = work;
  }

  /** The rows of a file, and what became of each. */
  record Taken(List<Json> items, List<Verdict> verdicts) {
    /** Copies. */
    Taken {
      items = List.copyOf(items);
      verdicts = List.copyOf(verdicts);
    }
  }

  /** Takes a list of evidence. */
  Future<Taken> take(String source, String csv) {
    List<Json> items;
    try {
      items = AxonCsv.evidence(source, csv);
    } catch (IllegalArgumentException bad) {
      return Future.failedFuture(
          new Refusal.Malformed("csv", String.valueOf(bad.getMessage())).raised());
    }
    return items.isEmpty() || items.size() > MOST_ROWS
        ? Future.failedFuture(
            new Refusal.Malformed("csv", "has to have 1 to " + MOST_ROWS + " rows").raised())
        : intake.apply(items).map(verdicts -> new Taken(items, verdicts));
  }

  /** Who attended what in a time, for Axon to tag by; written down as disclosed. */
  Future<String> printout(Grant grant, Window within) {
    List<String> people = force.people().stream().map(Person::id).toList();
    return attended(people, within, 0, new ArrayList<>())
        .compose(all -> told(grant, all).map(all))
        .compose(all -> work.of("footage", () -> AxonCsv.printout(all)));
  }

  private Future<List<Attended>> attended(
      List<String> people, Window within, int from, List<Attended> found) {
    if (from >= people.size()) {
      return Future.succeededFuture(found);
    }
    int to = Math.min(people.size(), from + PEOPLE);
    return attended
        .apply(people.subList(from, to), within)
        .compose(
            some -> {
              found.addAll(some);
              return attended(people, within, to, found);
            });
  }

  private Future<Void> told(Grant grant, List<Attended> all) {
    TreeSet<String> incidents = new TreeSet<>();
    all.forEach(one -> incidents.add(one.incident()));
    return incidents.isEmpty()
        ? Future.succeededFuture()
        : ledger
            .note(
                grant.person(),
                grant.token(),
                "disclosed-to-evidence",
                Json.object().put("incidents", Json.texts(incidents)).build())
            .mapEmpty();
  }
}
