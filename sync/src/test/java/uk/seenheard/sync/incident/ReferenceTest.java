package uk.seenheard.sync.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reference looks like, whatever the force. */
class ReferenceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MC-2026-1122-0417",
        "mc-1",
        "0012345",
        "OPS 12/7",
        "20261122/0417",
        "NICHE 12-AB/3",
        " MC-1 ",
        "A1B"
      })
  void whatForcesUseIsAReference(String typed) {
    assertThat(Reference.fault(typed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "1",
        "12",
        "Mill Lane",
        "Ada Moor",
        "domestic",
        "-12",
        "12-",
        "12--7",
        "12 /7",
        "MC_1",
        "MC.1",
        "MC:1",
        "MC\n1",
        "МС-1234",
        "１２３４",
        "MC\u00a01",
        "MC\u200b12",
        "<b>1</b>",
        "../../1",
        "12345678901234567890123456789012345678901"
      })
  void whatIsNoneIsRefusedInASentence(String typed) {
    assertThat(Reference.fault(typed)).get().asString().startsWith("A reference ").endsWith(".");
  }

  @Test
  void refusalRepeatsNothingThatWasTyped() {
    assertThat(Reference.fault("Ada Moor").orElseThrow()).doesNotContain("Ada");
  }
}
