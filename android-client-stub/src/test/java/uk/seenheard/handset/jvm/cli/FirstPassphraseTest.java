package uk.seenheard.handset.jvm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.store.StoreFault;

/** The first passphrase of a memory is typed twice: a slip in it would lock its officer out. */
class FirstPassphraseTest {
  private final List<String> asked = new ArrayList<>();
  private final List<char[]> heard = new ArrayList<>();

  private Function<String, Optional<char[]>> types(String... words) {
    return question -> {
      asked.add(question);
      char[] typed = words[heard.size()].toCharArray();
      heard.add(typed);
      return Optional.of(typed);
    };
  }

  @Test
  void firstOneIsAskedForTwice() {
    assertThat(Session.typed(types("correct horse", "correct horse"), false))
        .isEqualTo("correct horse".toCharArray());
    assertThat(asked).hasSize(2);
    assertThat(heard.get(1)).containsOnly('\0');
  }

  @Test
  void twoThatDifferAreRefusedInWordsAndForgotten() {
    Function<String, Optional<char[]>> slips = types("correct hrose", "correct horse");
    assertThatThrownBy(() -> Session.typed(slips, false))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("not the same")
        .hasMessageContaining("Nothing was kept");
    assertThat(heard).allSatisfy(typed -> assertThat(typed).containsOnly('\0'));
  }

  @Test
  void oneThatIsTheMemorysAlreadyIsAskedForOnce() {
    Session.typed(types("correct horse"), true);
    assertThat(asked).hasSize(1);
  }

  @Test
  void whereNobodyCanBeAskedNothingIsOpened() {
    assertThatThrownBy(() -> Session.typed(question -> Optional.empty(), false))
        .hasMessageContaining("SEENHEARD_PASSPHRASE");
    assertThatThrownBy(() -> Session.typed(types(""), true)).hasMessageContaining("is missing");
  }
}
