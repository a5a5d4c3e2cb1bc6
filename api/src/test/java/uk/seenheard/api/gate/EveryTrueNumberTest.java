package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.form.ShippedForms;
import uk.seenheard.sync.form.Weight;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.reading.Moment;
import uk.seenheard.sync.reading.Reading;

/**
 * Kind 21 of the gate: a limit of what is plausible was a limit of what can be said. 31 children
 * could not be counted, so their record could never be authorised. Every number, day and time
 * beyond what any form believes is asked about, and is an answer once its officer says why.
 */
class EveryTrueNumberTest {
  private static final Held HELD =
      Held.of(21, "A plausibility limit as a hard limit", EveryTrueNumberTest.class);

  private static final long TODAY = Days.of(2026, 11, 28);
  private static final Moment NOW = new Moment(TODAY * 86_400_000L, TODAY, TODAY);
  private static final Optional<String> WHY =
      Optional.of("Counted twice: two families with their cousins");

  private static final List<Form> FORMS =
      ShippedForms.read(EveryTrueNumberTest::file, new PlainJsonReader());

  private static int fields;

  private static String file(String name) {
    try (InputStream in = ShippedForms.class.getResourceAsStream(ShippedForms.FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @AfterAll
  static void write() {
    HELD.walking(
            fields
                + " counts, days and times of the shipped forms beyond what is believed; each"
                + " question that must be answered has a way out of its list")
        .write();
  }

  private static void asked(Form form, FormField field, Json value) {
    fields++;
    HELD.tries(
        form.id() + " " + field.key() + " = " + value.canonical(),
        () -> {
          Reading reading = Reading.of(form);
          assertThat(reading.fault(field, value, NOW)).get().asString().contains("If it is so");
          assertThat(reading.fault(field, value, NOW, Optional.of("."))).isPresent();
          assertThat(reading.fault(field, value, NOW, WHY)).isEmpty();
        });
  }

  @Test
  void everyNumberDayAndTimeBeyondWhatIsBelievedIsAskedAboutAndAnswersWithItsReason() {
    for (Form form : FORMS) {
      for (FormField field : form.fields()) {
        if (field.type() == FieldType.COUNT && field.most() < Integer.MAX_VALUE) {
          asked(form, field, Json.of(field.most() + 1));
          asked(form, field, Json.of(100_000));
        } else if (field.type() == FieldType.DATE) {
          if (field.most() < 1_000) {
            asked(form, field, Json.of((2026 - field.most() - 2) + "-01-01"));
          }
          asked(form, field, Json.of(field.ahead() ? "2099-01-01" : "2026-11-30"));
        } else if (field.type() == FieldType.TIME) {
          asked(form, field, Json.of(field.ahead() ? "2099-01-01T00:00Z" : "2026-11-30T00:00Z"));
        }
      }
    }
    assertThat(fields).isGreaterThan(50);
  }

  /** What cannot be a number, a day or a time at all stays a fault, whatever the reason. */
  @Test
  void whatIsNoNumberStaysAFault() {
    for (Form form : FORMS) {
      for (FormField field : form.fields()) {
        Json none =
            switch (field.type()) {
              case COUNT -> Json.of(-1);
              case DATE, TIME -> Json.of("last week");
              default -> Json.EMPTY;
            };
        if (none != Json.EMPTY) {
          assertThat(Reading.of(form).fault(field, none, NOW, WHY)).as(field.key()).isPresent();
        }
      }
    }
  }

  /** A list holds what its authors thought of: a question that must be answered has a way out. */
  @Test
  void everyListThatMustBeAnsweredHasAWayOut() {
    for (Form form : FORMS) {
      for (PromptRule rule : form.prompts()) {
        if (rule.weight() == Weight.MUST && rule.asks().isPresent()) {
          form.fields().stream()
              .filter(field -> field.name().equals(rule.asks().get()))
              .filter(field -> field.codes().isPresent())
              .forEach(
                  field ->
                      HELD.tries(
                          form.id() + " " + rule.id(),
                          () -> assertThat(hasAWayOut(form, rule, field)).isTrue()));
        }
      }
    }
  }

  private static boolean hasAWayOut(Form form, PromptRule rule, FormField field) {
    CodeList list = form.codeList(field.codes().orElseThrow()).orElseThrow();
    return rule.reasons().isPresent()
        || field.type() == FieldType.CODES
        || list.byCode().values().stream().anyMatch(EveryTrueNumberTest::isOpen);
  }

  /** Somebody else, something else, not known; and who is asked yes or no can say either. */
  private static boolean isOpen(Code code) {
    return code.code().matches("other.*|.*not-known.*|unknown.*|no|none|unsure|not-.*");
  }
}
