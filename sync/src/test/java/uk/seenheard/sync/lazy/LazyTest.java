package uk.seenheard.sync.lazy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.prompt.PromptState;

/**
 * A sample of the lazy officers and one careful officer for each form; {@code -Plazy} runs all of
 * them.
 */
class LazyTest {
  @Test
  void noLazyRecordIsAuthorisedWithoutALook() {
    List<Lazy> sample = LazyOfficer.sample();
    Map<String, Integer> known = KnownGaps.read();
    Map<String, String> past = new TreeMap<>();
    for (Lazy lazy : sample) {
      List<Look> over = lazy.passedOver();
      if (!over.isEmpty() && !known.containsKey(lazy.kind())) {
        past.put(lazy.name(), "nobody has to look at " + over);
      }
    }
    assertThat(sample).hasSizeGreaterThanOrEqualTo(30);
    assertThat(past).isEmpty();
  }

  @Test
  void aCarefulOfficersRecordRaisesNothing() {
    for (String form : CarefulOfficer.FORMS) {
      Notebook book = CarefulOfficer.base(form).write();
      List<PromptState> raised = LazyRun.raised(book);
      assertThat(LazyRun.questions(raised)).as(form).isEmpty();
      assertThat(book.toRead()).as(form).isEmpty();
    }
  }

  @Test
  void aLookIsMissedWhereNothingAsksForIt() {
    Account careful = CarefulOfficer.base("general-incident");
    Lazy invented =
        new Lazy("invented", "nothing is lazy", careful, Look.field("child.1", "demeanour"));

    assertThat(invented.passedOver()).hasSize(1);
  }

  @Test
  void textsThatSayNothingNeverAnswer() {
    assertThat(new TextValues("general-incident").run().faults()).isEmpty();
  }
}
