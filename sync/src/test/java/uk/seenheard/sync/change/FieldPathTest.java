package uk.seenheard.sync.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
  @Test
  void anOddNumberOfSegmentsNamesAFieldAndAnEvenOneAnEntry() {
    assertThat(new FieldPath("place").isEntry()).isFalse();
    assertThat(new FieldPath("child/1").isEntry()).isTrue();
    assertThat(new FieldPath("child/1/seen").isEntry()).isFalse();
    assertThat(new FieldPath("child/1/toy/2").isEntry()).isTrue();
  }

  @Test
  void aPathKnowsItsParts() {
    assertThat(new FieldPath("place").entry()).isEmpty();
    assertThat(new FieldPath("child/1").entry()).isEmpty();
    assertThat(new FieldPath("child/1/seen").entry()).contains(new FieldPath("child/1"));
    assertThat(new FieldPath("child/1/toy/2/colour").entry())
        .contains(new FieldPath("child/1/toy/2"));
    assertThat(new FieldPath("child/1/seen").name()).isEqualTo("seen");
    assertThat(new FieldPath("child/1").collection()).isEqualTo("child");
    assertThat(new FieldPath("child/1/toy/2").collection()).isEqualTo("toy");
    assertThat(new FieldPath("child/1").field("seen")).isEqualTo(new FieldPath("child/1/seen"));
  }

  @Test
  void theLongestPathIsTaken() {
    assertThat(FieldPath.fault("a/b/c/d/e/f/g")).isEmpty();
    assertThat(FieldPath.fault("a/b/c/d/e/f/g/h")).isPresent();
    assertThat(FieldPath.fault("a".repeat(64))).isEmpty();
    assertThat(FieldPath.fault("a".repeat(65))).isPresent();
    assertThat(FieldPath.fault(("a".repeat(64) + "/").repeat(6) + "a".repeat(64))).isEmpty();
    assertThat(FieldPath.fault("a/".repeat(999) + "a")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "a/", "/a", "a//b", ".", "..", "a/../b", "-a", "_a", "a b", "a\u0000", "é", "a\nb",
        "\u0661", "a\u202e", "$where", "a.b/$x"
      })
  void whatIsNoPathIsRefusedWithoutBeingQuoted(String text) {
    assertThat(FieldPath.fault(text)).isPresent();
    assertThatThrownBy(() -> new FieldPath(text)).isInstanceOf(IllegalArgumentException.class);
    if (text.length() > 3) {
      assertThat(FieldPath.fault(text).orElseThrow()).doesNotContain(text);
    }
  }
}
