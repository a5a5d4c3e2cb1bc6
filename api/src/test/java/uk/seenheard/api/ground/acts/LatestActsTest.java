package uk.seenheard.api.ground.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.sync.codec.Json;

/** The acts that stand: what is kept of each, who is told, and when. */
class LatestActsTest {
  private final InMemory table = new InMemory();
  private final List<String> told = new ArrayList<>();
  private LatestActs latest = begun();

  /** A table that loses nothing and orders as the contract says. */
  private static final class InMemory implements ActTable {
    private final TreeMap<String, Row> rows = new TreeMap<>();
    private boolean away;

    @Override
    public Future<Void> put(Row row) {
      if (away) {
        return Future.failedFuture(new IllegalStateException("the store is away"));
      }
      rows.merge(
          row.kind() + '/' + row.subject(),
          row,
          (known, now) -> known.act().n() >= now.act().n() ? known : now);
      return Future.succeededFuture();
    }

    @Override
    public Future<List<Row>> after(String kind, String subject) {
      return Future.succeededFuture(
          rows.values().stream()
              .filter(row -> row.kind().equals(kind) && row.subject().compareTo(subject) > 0)
              .limit(PAGE)
              .toList());
    }
  }

  private LatestActs begun() {
    LatestActs made =
        new LatestActs(
            table,
            List.of(
                new LatestKind(
                    "move",
                    act -> act.act().equals("person-moved"),
                    "person",
                    List.of("teams"),
                    (person, act) -> told.add(person + " " + act.with().canonical()))));
    assertThat(made.start().succeeded()).isTrue();
    return made;
  }

  private static LedgerAct moved(long n, String person, String team) {
    return new LedgerAct(
        n,
        n,
        "insp71",
        "person-moved",
        Json.object()
            .put("person", person)
            .put("teams", Json.texts(List.of(team)))
            .put("reason", "long sick leave")
            .build());
  }

  @Test
  void lastActIsToldOnceAndAgainWhenAProcessBegins() {
    latest.follow(List.of(moved(3, "pc1", "a"), moved(4, "pc2", "a"), moved(5, "pc1", "b")));
    latest.follow(List.of(moved(3, "pc1", "a"), moved(5, "pc1", "b")));
    assertThat(told)
        .containsExactly(
            "pc1 {\"teams\":[\"a\"]}", "pc2 {\"teams\":[\"a\"]}", "pc1 {\"teams\":[\"b\"]}");
    told.clear();
    latest = begun();
    assertThat(told).containsExactly("pc1 {\"teams\":[\"b\"]}", "pc2 {\"teams\":[\"a\"]}");
  }

  @Test
  void whySomebodyDidItIsNotKeptInTheClear() {
    latest.follow(List.of(moved(3, "pc1", "a")));
    assertThat(table.rows.values().toString()).contains("teams").doesNotContain("sick");
  }

  @Test
  void whatIsNotKeptIsNotGoneByAndIsFollowedAgain() {
    table.away = true;
    assertThat(latest.follow(List.of(moved(3, "pc1", "a"))).failed()).isTrue();
    assertThat(told).isEmpty();
    table.away = false;
    latest.follow(List.of(moved(3, "pc1", "a")));
    assertThat(told).hasSize(1);
  }

  @Test
  void actsOfOtherKindsAndAboutNobodyAreLeft() {
    latest.follow(
        List.of(
            new LedgerAct(3, 3, "insp71", "looked", Json.object().put("person", "pc1").build()),
            new LedgerAct(4, 4, "insp71", "person-moved", Json.object().build())));
    assertThat(table.rows).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void rebuildMendsATableThatWasLostAndNeverRunsAheadOfWhatServes() {
    List<LedgerAct> log = List.of(moved(3, "pc1", "a"), moved(4, "pc2", "a"));
    latest.follow(log);
    table.rows.clear();
    latest = begun();
    told.clear();
    latest.follow(List.of(new LedgerAct(5, 5, "server", "server-started", Json.object().build())));
    latest.rebuild(List.of(log.get(0), log.get(1), moved(6, "pc1", "b")), generation -> null);
    assertThat(told).containsExactly("pc1 {\"teams\":[\"a\"]}", "pc2 {\"teams\":[\"a\"]}");
    assertThat(table.rows).hasSize(2);
    latest.follow(List.of(moved(6, "pc1", "b")));
    assertThat(told).hasSize(3);
  }

  @Test
  void twoKindsOfOneNameAreRefused() {
    LatestKind kind = new LatestKind("move", act -> true, "person", List.of(), (person, act) -> {});
    assertThatThrownBy(() -> new LatestActs(table, List.of(kind, kind)))
        .hasMessageContaining("one name");
    assertThatThrownBy(
            () -> new LatestKind("a/b", act -> true, "person", List.of(), (person, act) -> {}))
        .hasMessageContaining("slash");
  }
}
