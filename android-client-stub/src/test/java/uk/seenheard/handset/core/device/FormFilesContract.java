package uk.seenheard.handset.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.sync.form.ShippedForms;

/** What all {@link FormFiles} do. */
public abstract class FormFilesContract {
  protected abstract FormFiles files();

  @Test
  void everyShippedFormIsThereAndCanBeRead() {
    assertThat(ShippedForms.read(files()::text, new JacksonJsonReader()))
        .extracting(form -> form.id())
        .containsExactlyElementsOf(ShippedForms.IDS);
  }

  @Test
  void fileThatIsMissingIsNamed() {
    assertThatThrownBy(() -> files().text("nowhere.json"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nowhere.json");
  }
}
