package uk.seenheard.sync.lazy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.OperationId;

/** Whoever authorises has read why another form was chosen, where questions fall away by it. */
class FormChoiceIsReadTest {
  private final Notebook book = CarefulOfficer.base("domestic-abuse").write();

  @Test
  void aChoiceByWhichDomesticQuestionsFallAwayIsToBeRead() {
    OperationId choice =
        book.set(Account.INCIDENT, "form", "general-incident", "It was not so bad after all");
    assertThat(book.toRead()).containsExactly(choice);
  }

  @Test
  void aChoiceOfTheFormThatWasUsedIsNot() {
    book.set(Account.INCIDENT, "form", "domestic-abuse", "It is what it was");
    assertThat(book.toRead()).isEmpty();
  }
}
