package uk.seenheard.api.ground.acts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.acts.ActTable.Row;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.sync.codec.Json;

/** What every {@link ActTable} does. */
abstract class ActTableContract {
  private static final Json.Obj WITH =
      Json.object()
          .put("since", 1_000)
          .put("teams", Json.texts(List.of("ashmere", "brackenford")))
          .put("until", Long.MAX_VALUE)
          .build();

  /** The table of a force, in the one store of this test. */
  protected abstract ActTable table(String force);

  private static Row row(String kind, String subject, long n) {
    return new Row(kind, subject, new LedgerAct(n, 1_795_000_000_000L + n, "insp71", kind, WITH));
  }

  private void put(String force, Row row) throws Exception {
    table(force).put(row).await(10, TimeUnit.SECONDS);
  }

  private List<Row> after(String force, String kind, String subject) throws Exception {
    return table(force).after(kind, subject).await(10, TimeUnit.SECONDS);
  }

  @Test
  void laterActAboutASubjectReplacesTheEarlierOneWhole() throws Exception {
    put("marlshire", row("account", "pc1201", 5));
    put("marlshire", row("account", "pc1202", 6));
    Row later =
        new Row(
            "account",
            "pc1201",
            new LedgerAct(9, 2_000, "insp72", "account-reinstated", Json.object().build()));
    put("marlshire", later);
    assertThat(after("marlshire", "account", ""))
        .containsExactly(later, row("account", "pc1202", 6));
  }

  @Test
  void earlierActThatComesLateAndTheSameActAgainChangeNothing() throws Exception {
    put("marlshire", row("account", "pc1201", 9));
    put("marlshire", row("account", "pc1201", 5));
    put(
        "marlshire",
        new Row("account", "pc1201", new LedgerAct(9, 1, "other", "other", Json.object().build())));
    assertThat(after("marlshire", "account", "")).containsExactly(row("account", "pc1201", 9));
  }

  @Test
  void otherForcesAndOtherKindsAreNotSeenWhateverTheyAreCalled() throws Exception {
    put("marlshire", row("move", "pc1201", 5));
    put("marlshire", row("moves", "pc1201", 6));
    put("marlshire", row("mov", "e", 7));
    put("marlshire-east", row("move", "pc1201", 8));
    put("marlshire", row("move", "x/pc1201", 9));
    assertThat(after("marlshire", "move", ""))
        .containsExactly(row("move", "pc1201", 5), row("move", "x/pc1201", 9));
    assertThat(after("other", "move", "")).isEmpty();
  }

  @Test
  void pageAfterPageBringsEverySubjectOnceAndInOrder() throws Exception {
    List<Row> put = new ArrayList<>();
    for (int i = 0; i < ActTable.PAGE + 3; i++) {
      put.add(row("erasure", String.valueOf(10_000 + i), i));
    }
    for (Row row : put) {
      put("marlshire", row);
    }
    List<Row> first = after("marlshire", "erasure", "");
    assertThat(first).isEqualTo(put.subList(0, ActTable.PAGE));
    assertThat(after("marlshire", "erasure", first.get(first.size() - 1).subject()))
        .isEqualTo(put.subList(ActTable.PAGE, put.size()));
  }
}
