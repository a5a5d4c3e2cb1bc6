package uk.seenheard.sync.lazy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.prompt.PromptState;

/**
 * Each text field of each form against texts that are blank, cannot be seen, look like others, are
 * markup, or are too long. Says what of it did not hold.
 */
final class TextValues {
  static final List<String> NOTHING =
      List.of(
          "",
          " ",
          "\t\r\n",
          "\u00a0",
          "\u200b",
          "\u200d",
          "\ufeff",
          "\u00ad",
          "\u2060",
          "\u3164",
          "\u115f",
          "\u2800",
          "\u180e",
          "\u202e\u200f",
          "\ufe0f",
          "\u061c",
          "\u2028",
          "\udb40\udc41",
          "\u0301",
          "\u00a0\u200b \ufeff",
          "\ue000",
          "...",
          "\uD83D\uDC4D");
  static final List<String> AS_TYPED =
      List.of(
          "M\u0456a \u0412r\u043ewn",
          "\uff2d\uff49\uff41 \uff22\uff52\uff4f\uff57\uff4e",
          "Zoe\u0308 sleeps well",
          "Zo\u00eb sleeps well",
          "\u202Enwo name",
          "Mia\u200b Brown\u00a0",
          "<script>alert('seen')</script>",
          "<b>Mia</b> &lt;sleeps&gt; &amp; so on",
          "{name} and {{name}} and ${name}",
          "=cmd|' /C calc'!A0",
          "'; drop table child; --",
          "@/etc/hostname is what she said",
          "--accept-all -rf of it",
          "__proto__ valueOf constructor",
          "%00%2e%2e%2f and \\u0000",
          "true that",
          "0012345 of them",
          "]]> <!-- so -->",
          "\u05e9\u05dc\u05d5\u05dd \u05d9\u05dc\u05d3\u05d4",
          "\u5979\u5f88\u5bb3\u6015");

  /** A text field that a careful account answers, and where. */
  private record Place(Account account, String key, String name) {}

  private final Form form;
  private final List<Account> careful;
  private final List<String> faults = new ArrayList<>();
  private int tried;
  private int asked;
  private int unasked;

  TextValues(String form) {
    this.form = Notebook.FORMS.get(form);
    this.careful =
        Careful.all().stream()
            .filter(one -> one.form().equals(form))
            .map(Careful::account)
            .collect(Collectors.toList());
  }

  int tried() {
    return tried;
  }

  int asked() {
    return asked;
  }

  int unasked() {
    return unasked;
  }

  List<String> faults() {
    return faults;
  }

  TextValues run() {
    for (FormField field : form.fields()) {
      if (field.type() == FieldType.TEXT) {
        Optional<Place> place = place(field);
        if (place.isPresent()) {
          asked++;
          nothingAnswers(place.get());
        } else {
          unasked++;
        }
        staysAsTyped(place.orElseGet(() -> anywhere(field)));
        tooLong(place.orElseGet(() -> anywhere(field)));
      }
    }
    return this;
  }

  private Optional<Place> place(FormField field) {
    for (Account account : careful) {
      List<String> keys =
          field.collection().isEmpty() ? List.of("") : account.keys(field.collection());
      for (String key : keys) {
        if (account.has(key, field.name())) {
          return Optional.of(new Place(account, key, field.name()));
        }
      }
    }
    return Optional.empty();
  }

  /** Where nothing asks for the field just then. */
  private Place anywhere(FormField field) {
    Account account = CarefulOfficer.base(form.id());
    String key = field.collection().isEmpty() ? "" : field.collection() + ".1";
    if (!key.isEmpty() && account.values(key).isEmpty()) {
      account.about("child.1", key);
    }
    return new Place(account, key, field.name());
  }

  private void nothingAnswers(Place place) {
    Set<String> settledBy = new LinkedHashSet<>();
    Notebook book = place.account().write();
    for (PromptState prompt : book.prompts()) {
      if (prompt.isSettled() && isAnsweredBy(book, prompt, place)) {
        settledBy.add(prompt.prompt());
      }
    }
    if (settledBy.isEmpty()) {
      return; // nobody asks for it: a note beside the answer
    }
    for (String value : NOTHING) {
      book.set(place.key(), place.name(), value);
      tried++;
      for (PromptState prompt : book.prompts()) {
        if (settledBy.contains(prompt.prompt())
            && isAnsweredBy(book, prompt, place)
            && prompt.isSettled()) {
          faults.add(
              name(place) + ": " + WaysWithWords.shown(value) + " answers " + prompt.prompt());
        }
      }
    }
  }

  private static boolean isAnsweredBy(Notebook book, PromptState prompt, Place place) {
    FieldPath at = book.field(place.key(), place.name());
    if (prompt.asks().equals(Optional.of(at))) {
      return true;
    }
    return place.key().startsWith("statement.")
        && prompt.addsTo().equals(Optional.of("statement"))
        && place.name().equals("words")
        && prompt.subject().equals(book.subject(place.key()));
  }

  private void staysAsTyped(Place place) {
    Notebook book = place.account().write();
    for (String value : AS_TYPED) {
      book.set(place.key(), place.name(), value);
      tried++;
      if (!stands(book, place).equals(List.of(Json.of(value)))) {
        faults.add(
            name(place) + ": " + WaysWithWords.shown(value) + " became " + stands(book, place));
      }
    }
  }

  private static List<Json> stands(Notebook book, Place place) {
    return book.record()
        .field(book.field(place.key(), place.name()))
        .map(field -> field.standing().stream().map(Answer::value).collect(Collectors.toList()))
        .orElse(List.of());
  }

  private void tooLong(Place place) {
    Notebook book = place.account().write();
    for (String letter : List.of("x", "\u00e9", "\u200b")) {
      tried++;
      ChangeReading read =
          book.readOverlong(place.key(), place.name(), letter.repeat(Limits.CONTENT_BYTES));
      String limit = read.<String>fold(sound -> "none", ChangeReading.Nonsense::limit);
      if (!limit.equals("content-bytes")) {
        faults.add(name(place) + ": 64 KiB of " + WaysWithWords.shown(letter) + " broke " + limit);
      }
    }
  }

  private String name(Place place) {
    return form.id() + " · " + place.key() + ' ' + place.name();
  }
}
