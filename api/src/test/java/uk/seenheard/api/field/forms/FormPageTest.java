package uk.seenheard.api.field.forms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.DutyRule;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.form.PromptRule;

/** A form as a page: nothing that officers are asked is missing from it. */
class FormPageTest {
  private static final JacksonJsonReader READER = new JacksonJsonReader();

  @Test
  void everyQuestionOfEveryFormStandsThereWithItsFindingAndWhy() {
    for (Form form : FormShelf.shipped(READER).newest()) {
      String page = FormPage.of(form);
      assertThat(form.prompts()).isNotEmpty();
      for (PromptRule prompt : form.prompts()) {
        assertThat(page)
            .contains("id=\"" + prompt.id() + "\"")
            .contains("<p>" + prompt.finding() + " · <code>" + prompt.id() + "</code>")
            .contains(prompt.why().replace("\"", "&quot;"));
      }
      for (DutyRule duty : form.duties()) {
        assertThat(page).contains("id=\"duty-" + duty.id() + "\"");
      }
      assertThat(page).doesNotContain("<script").endsWith("</html>");
    }
  }

  @Test
  void markupInAFormIsShownAsText() {
    Form plain = FormShelf.shipped(READER).newest().get(0);
    Json.Obj resolved = plain.resolved().with("title", Json.of("<b>bold</b> & \"quoted\""));
    Form form = FormCodec.read(resolved);
    assertThat(FormPage.of(form))
        .contains("&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;")
        .doesNotContain("<b>bold");
  }
}
