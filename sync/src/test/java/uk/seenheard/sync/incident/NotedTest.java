package uk.seenheard.sync.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.review.MisplacedWords;

/** What was written on paper before it was entered, and how every end knows. */
class NotedTest {
  private static final String CHILD = "child/0190a000-0000-7000-8000-0000000000ca";
  private static final String AT = "2026-11-22T03:10Z";
  private static final long HOUR = 3_600_000L;

  private final Pen amy = new Pen("PC 101");
  private final Noted notebook = new Noted("notebook", AT);

  @Test
  void itIsSaidOfWhatStandsInTheSameChangeAndOfNothingElse() {
    Change paper = amy.write(Pen.set(CHILD + "/seen", "yes"), notebook.act(Pen.FRONTIER));
    Change live = amy.write(Pen.set(CHILD + "/demeanour", "quiet"));
    IncidentRecord record = Fold.of(Pen.INCIDENT, List.of(paper, live), Pen.DIGESTS);
    assertThat(Noted.in(record)).containsOnlyKeys(paper.hash());
    assertThat(Noted.in(record).get(paper.hash())).isEqualTo(notebook);
    assertThat(Noted.of(paper)).contains(notebook);
    assertThat(Noted.of(live)).isEmpty();
  }

  /** Who has never heard of it computes the same digest of what was captured. */
  @Test
  void itIsCapturedAsAnActThatNobodyKnowsIs() {
    Change paper = amy.write(Pen.set("place", "hall"), notebook.act(Pen.FRONTIER));
    Change only = amy.write(notebook.act(Pen.FRONTIER));
    IncidentRecord record = Fold.of(Pen.INCIDENT, List.of(paper, only), Pen.DIGESTS);
    assertThat(record.captured()).isEqualTo(record.frontier());
    assertThat(record.canonical().canonical()).contains("\"act\":\"noted\"");
  }

  @Test
  void whatCannotBeReadSaysNothing() {
    assertThat(Noted.of("noted", Json.object().put("from", "notebook").build())).isEmpty();
    assertThat(Noted.of("noted", Json.object().put("at", AT).build())).isEmpty();
    assertThat(Noted.of("noted", Json.object().put("from", "scrap").put("at", "ten").build()))
        .isEmpty();
    assertThat(Noted.of("submit", Json.object().put("from", "scrap").put("at", AT).build()))
        .isEmpty();
  }

  @Test
  void whatIsNewerIsShownAsItIs() {
    assertThat(new Noted("slate", AT).said()).isEqualTo("from notes (slate)");
  }

  @Test
  void nobodyWroteItLaterThanItWasEnteredNorWeeksBefore() {
    long written = notebook.millis();
    assertThat(notebook.before(written + HOUR)).hasValue(written);
    assertThat(notebook.before(written - notebook.uncertainty())).hasValue(written);
    assertThat(notebook.before(written - HOUR)).isEmpty();
    assertThat(notebook.before(written + 15 * 24 * HOUR)).isEmpty();
    assertThat(Days.text(written)).isEqualTo(AT);
  }

  @Test
  void itGoesWithTheWordsThatAreMovedAndStaysWithThoseThatAreNot() {
    Change child = amy.write(Pen.add(CHILD), notebook.act(Pen.FRONTIER));
    Change both =
        amy.write(
            Pen.set(CHILD + "/seen", "yes"), Pen.set("place", "hall"), notebook.act(Pen.FRONTIER));
    List<Change> all = List.of(child, both);
    MisplacedWords moved =
        MisplacedWords.ofEntry(all, Fold.of(Pen.INCIDENT, all, Pen.DIGESTS), new FieldPath(CHILD));
    assertThat(Set.copyOf(moved.names()))
        .containsExactlyInAnyOrder(child.hash().hex(), both.id(0).toString());
  }
}
