package uk.seenheard.sync.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a", "a/b", "/a//b/", "//", "ü/😀/"})
  void partsAreTheLibrarysWithTheEmptyOnes(String text) {
    assertThat(Parts.of(text, '/')).containsExactly(text.split("/", -1));
  }
}
