package uk.seenheard.api.field.forms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.DutyRule;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.form.PromptRule;

/** A form as a page: nothing that officers are asked is missing from it. */
class FormPageTest {
  @Test
  void everyQuestionOfEveryFormStandsThereWithItsFindingAndWhy() {
    for (Form form : FormShelf.shipped().newest()) {
      String page = FormPage.of(form);
      assertThat(form.prompts()).isNotEmpty();
      for (PromptRule prompt : form.prompts()) {
        assertThat(page)
            .contains("id=\"" + prompt.id() + "\"")
            .contains("<p>" + prompt.finding() + " · <code>" + prompt.id() + "</code>")
            .contains(prompt.why().replace("\"", "&quot;"));
        assertThat(prompt.source()).as(prompt.id()).isNotBlank();
        assertThat(section(page, prompt.id())).contains("Comes from: " + shown(prompt.source()));
      }
      for (DutyRule duty : form.duties()) {
        assertThat(duty.source()).as(duty.id()).isNotBlank();
        assertThat(section(page, "duty-" + duty.id()))
            .contains("Comes from: " + shown(duty.source()));
      }
      assertThat(page).doesNotContain("<script").endsWith("</html>");
    }
  }

  /** What a page says under one id. */
  private static String section(String page, String id) {
    int from = page.indexOf("id=\"" + id + "\"");
    assertThat(from).as(id).isPositive();
    return page.substring(from, page.indexOf("</section>", from));
  }

  private static String shown(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Test
  void markupInAFormIsShownAsText() {
    Form plain = FormShelf.shipped().newest().get(0);
    Json.Obj resolved = plain.resolved().with("title", Json.of("<b>bold</b> & \"quoted\""));
    Form form = FormCodec.read(resolved);
    assertThat(FormPage.of(form))
        .contains("&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;")
        .doesNotContain("<b>bold");
  }
}
