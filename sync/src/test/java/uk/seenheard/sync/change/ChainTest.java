package uk.seenheard.sync.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;

class ChainTest {
  private static final Hash CHANGE = Hash.of("a change", Pen.DIGESTS);

  @Test
  void aLinkIsTheHashOfTheTextOnThePage() {
    Hash start = Chain.start("d-1", 2, Pen.DIGESTS);
    assertThat(start).isEqualTo(Hash.of("seenheard/chain/1\nd-1\n2", Pen.DIGESTS));
    assertThat(Chain.link(start, 1, CHANGE, Pen.DIGESTS))
        .isEqualTo(Hash.of("seenheard/link/1\n" + start + "\n1\n" + CHANGE, Pen.DIGESTS));
    assertThat(Chain.headText("f", "d-1", 2, 1, CHANGE))
        .isEqualTo("seenheard/head/1\nf\nd-1\n2\n1\n" + CHANGE);
    assertThat(Chain.enrolmentText("f", "d-1", "key")).isEqualTo("seenheard/enrol/1\nf\nd-1\nkey");
  }

  @Test
  void anotherDeviceEpochPositionOrPastGivesAnotherLink() {
    Hash start = Chain.start("d-1", 1, Pen.DIGESTS);
    Hash link = Chain.link(start, 1, CHANGE, Pen.DIGESTS);

    assertThat(Chain.start("d-2", 1, Pen.DIGESTS)).isNotEqualTo(start);
    assertThat(Chain.start("d-1", 2, Pen.DIGESTS)).isNotEqualTo(start);
    assertThat(Chain.link(start, 2, CHANGE, Pen.DIGESTS)).isNotEqualTo(link);
    assertThat(Chain.link(link, 1, CHANGE, Pen.DIGESTS)).isNotEqualTo(link);
  }
}
