package uk.seenheard.api.partners.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Notices;
import uk.seenheard.sync.incident.RiskGrade;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * An incident as somebody authorised it, for the records system.
 *
 * @param n the commit that authorised it; with {@code incident} its place in the feed
 * @param heading which record it is of, and which revision it takes the place of
 * @param number 1 for the first of an incident, 2 for its first correction …
 * @param frontier digest of the changes that were authorised
 * @param authorisedBy who let it go out
 * @param authorisedAt the server's clock, milliseconds since 1970
 * @param record the record, as all ends compute it
 * @param risk how high it was graded, or that nobody has
 * @param notices how far each notice of the record is vouched for: written, told or confirmed
 * @param isErasure whether this says that the incident was erased, and nothing else
 * @param chars about how many its text has
 */
record Revision(
    long n,
    String incident,
    Heading heading,
    int number,
    Hash frontier,
    String authorisedBy,
    long authorisedAt,
    Json.Obj record,
    RiskGrade risk,
    List<Notices.Notice> notices,
    boolean isErasure,
    long chars) {
  /**
   * What a revision is of, to be told without reading the record.
   *
   * @param form the form that it was recorded with, and its version
   * @param reference control's, while all agree on it
   * @param supersedes the n of the incident's revision before
   * @param teams whose incident it was when it was authorised
   * @param labels what people read for the codes in it
   * @param aliases the paths under which an entry went out before it was found to be another's twin
   */
  record Heading(
      Optional<FormRef> form,
      Optional<String> reference,
      Optional<Long> supersedes,
      List<String> teams,
      Json.Obj labels,
      Map<String, List<String>> aliases) {
    static final Heading NONE =
        new Heading(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Json.EMPTY, Map.of());

    Heading {
      teams = List.copyOf(teams);
      aliases = Map.copyOf(aliases);
    }

    /** Of a record. */
    static Heading of(
        IncidentRecord record, Optional<Long> supersedes, List<String> teams, FormShelf forms) {
      Map<String, List<String>> aliases = new TreeMap<>();
      for (Entry entry : record.entries().values()) {
        if (entry.twins().size() > 1) {
          aliases.put(
              entry.at().text(),
              entry.twins().stream()
                  .filter(one -> !one.equals(entry.at()))
                  .map(FieldPath::text)
                  .toList());
        }
      }
      return new Heading(
          record.form(),
          Incident.of(record).reference(),
          supersedes,
          teams,
          record
              .form()
              .flatMap(forms::reading)
              .map(form -> CodeLabels.of(record, form))
              .orElse(Json.EMPTY),
          aliases);
    }

    private Json.Builder into(Json.Builder text) {
      form.ifPresent(
          one ->
              text.put(
                  "form", Json.object().put("id", one.id()).put("version", one.version()).build()));
      supersedes.ifPresent(n -> text.put("supersedes", n));
      List<Json> other = new ArrayList<>();
      new TreeMap<>(aliases)
          .forEach(
              (at, before) ->
                  other.add(
                      Json.object().put("at", at).put("aliases", Json.texts(before)).build()));
      text.put("aliases", Json.list(other));
      text.put("teams", Json.texts(teams));
      text.put("labels", labels);
      return text.put("reference", reference);
    }
  }

  /** Copies the list. */
  Revision {
    notices = List.copyOf(notices);
  }

  /** What is written of an answer besides what it says: who, when, on which device. */
  private static final int AROUND = 250;

  /** About how many characters the text of a record has. */
  static long chars(IncidentRecord record) {
    long chars = 0;
    for (Field field : record.fields().values()) {
      for (Answer answer : field.standing()) {
        chars += chars(answer);
      }
      for (Answer answer : field.replaced()) {
        chars += chars(answer);
      }
    }
    return chars;
  }

  private static long chars(Answer answer) {
    return AROUND + chars(answer.value());
  }

  private static long chars(Json value) {
    if (value instanceof Json.Text text) {
      return text.value().length();
    }
    long chars = 0;
    if (value instanceof Json.Arr list) {
      for (Json item : list.items()) {
        chars += chars(item);
      }
    } else if (value instanceof Json.Obj object) {
      for (Json member : object.members().values()) {
        chars += chars(member);
      }
    }
    return chars;
  }

  Json.Obj json() {
    if (isErasure) {
      return Json.object()
          .put("id", new Sent(n, incident).text())
          .put("n", n)
          .put("incident", incident)
          .put("erased", true)
          .put("erasedBy", authorisedBy)
          .put("erasedAt", authorisedAt)
          .build();
    }
    return heading
        .into(Json.object())
        .put("id", new Sent(n, incident).text())
        .put("n", n)
        .put("incident", incident)
        .put("revision", number)
        .put("correction", number > 1)
        .put("frontier", frontier.hex())
        .put("authorisedBy", authorisedBy)
        .put("authorisedAt", authorisedAt)
        .put("record", record)
        .put("risk", risk.word())
        .put("notices", standing())
        .build();
  }

  private Json standing() {
    List<Json> standing = new ArrayList<>();
    for (Notices.Notice notice : notices) {
      standing.add(
          Json.object()
              .put("at", notice.at().text())
              .put("standing", notice.standing().word())
              .put("grade", notice.grade())
              .put("said", Json.texts(notice.said().stream().map(FieldPath::text).toList()))
              .build());
    }
    return Json.list(standing);
  }
}
