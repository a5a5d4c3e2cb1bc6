package uk.seenheard.officer.shown;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.Least;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Field;

/** A field as the page shows it: what stands in it and whose that is, and what it takes. */
final class FieldShown {
  private static final int MOST_LISTS = 500;

  /** By the list itself, which a form has for as long as it is known. */
  private static final Map<CodeList, Json> LISTS = new IdentityHashMap<>();

  private final Scene scene;
  private final Form form;

  FieldShown(Scene scene, Form form) {
    this.scene = scene;
    this.form = form;
  }

  /** A field of the record. */
  Json.Obj of(FieldPath at, FormField field) {
    Json.Builder shown = control(field).put("at", at.text());
    Optional<String> per =
        field.per().map(collection -> at.name().substring(at.name().indexOf('.') + 1));
    if (per.isPresent()) {
      FieldPath about = new FieldPath(field.per().orElse("") + '/' + per.get());
      shown.put("label", field.label() + ": " + scene.title(about));
    }
    Optional<Field> standing = standing(at);
    if (standing.isPresent()) {
      shown.put("answers", answers(standing.get(), field));
      shown.put("differ", standing.get().isContradicted());
    }
    Optional.ofNullable(scene.drafts().get(at.text())).ifPresent(text -> shown.put("draft", text));
    return shown.build();
  }

  private Optional<Field> standing(FieldPath at) {
    Optional<FieldPath> entry = at.entry();
    return entry.isPresent()
        ? scene.record().field(entry.get(), at.name())
        : scene.record().field(at);
  }

  /** A field that the form asks for and does not describe: it takes a text. */
  Json.Obj plain(FieldPath at) {
    FormField text =
        new FormField(
            "",
            at.name(),
            Said.begun(at.name()),
            FieldType.TEXT,
            Optional.empty(),
            true,
            false,
            List.of(),
            Set.of(),
            Optional.empty(),
            false,
            false,
            0,
            Map.of(),
            Least.LETTERS,
            Optional.empty());
    return of(at, text);
  }

  /** What stands in fields that this version of the form does not know: nothing is hidden. */
  List<Json> unknown(Optional<FieldPath> subject) {
    List<Json> lines = new ArrayList<>();
    for (Field field : scene.record().fields().values()) {
      String collection = subject.map(FieldPath::collection).orElse("");
      if (field.at().entry().equals(subject)
          && !field.at().name().startsWith("reason.")
          && !isKnown(collection, field.at().name())) {
        for (Json value : field.values()) {
          lines.add(
              Json.object()
                  .put("name", field.at().name())
                  .put("label", Said.begun(field.at().name()))
                  .put("said", Said.answer(form, Optional.empty(), value))
                  .build());
        }
      }
    }
    return lines;
  }

  private boolean isKnown(String collection, String name) {
    int point = name.indexOf('.');
    return form.field(collection, name).isPresent()
        || (point > 0 && form.field(collection, name.substring(0, point)).isPresent());
  }

  /** What takes an answer to a field, without a place: for an entry that is not there yet. */
  Json.Builder control(FormField field) {
    Json.Builder shown =
        Json.object()
            .put("name", field.name())
            .put("label", field.label())
            .put("type", field.type().name())
            .put("evidence", field.evidence())
            .put("ahead", field.ahead());
    field.codes().flatMap(form::codeList).ifPresent(list -> shown.put("codes", codes(list)));
    if (field.type() == FieldType.ENTRY) {
      shown.put("people", people());
    }
    if (field.type() == FieldType.REGISTER) {
      shown.put("members", members(field));
    }
    return shown;
  }

  private Json people() {
    List<Json> people = new ArrayList<>();
    scene
        .names()
        .forEach(
            (at, name) ->
                people.add(Json.object().put("code", at.text()).put("label", name).build()));
    return Json.list(people);
  }

  private Json members(FormField register) {
    List<Json> members = new ArrayList<>();
    for (String name : RegisterMembers.of(form, register)) {
      Json.Builder member = Json.object().put("name", name).put("label", Said.member(name));
      String list = register.members().get(name);
      if (name.equals(FormField.GRADE)) {
        List<Json> grades = new ArrayList<>();
        for (String grade : register.graver()) {
          grades.add(
              Json.object().put("code", grade).put("label", Said.grade(form, grade)).build());
        }
        member.put("codes", Json.list(grades));
      } else if (list != null) {
        form.codeList(list).ifPresent(codes -> member.put("codes", codes(codes)));
      }
      members.add(member.build());
    }
    return Json.list(members);
  }

  private Json answers(Field field, FormField known) {
    List<Json> answers = new ArrayList<>();
    for (Answer answer : field.standing()) {
      Json.Builder shown =
          Json.object()
              .put("value", answer.value())
              .put("said", said(known, answer.value()))
              .put("by", answer.author())
              .put("mine", answer.author().equals(scene.me()))
              .put("at", answer.wall())
              .put("reason", answer.reason());
      scene.noted(answer.id(), shown);
      answers.add(shown.build());
    }
    return Json.list(answers);
  }

  private String said(FormField known, Json value) {
    if (known.type() == FieldType.ENTRY
        && value instanceof Json.Text path
        && !FieldPath.fault(path.value()).isPresent()) {
      return scene.title(new FieldPath(path.value()));
    }
    return Said.answer(form, Optional.of(known), value);
  }

  /** A list of codes; made once, because a part has the same few lists again and again. */
  static Json codes(CodeList list) {
    Json known = LISTS.get(list);
    if (known == null) {
      if (LISTS.size() == MOST_LISTS) {
        LISTS.clear();
      }
      known = made(list);
      LISTS.put(list, known);
    }
    return known;
  }

  private static Json made(CodeList list) {
    List<Json> codes = new ArrayList<>();
    for (Code code : list.codes()) {
      codes.add(
          Json.object()
              .put("code", code.code())
              .put("label", code.label())
              .put("words", code.words())
              .build());
    }
    return Json.list(codes);
  }

  /** The members of an entry's value that its form knows, as it was added: they never change. */
  List<Json> given(Map<String, Json> value, String collection) {
    List<Json> lines = new ArrayList<>();
    for (FormField field : form.fieldsOf(collection)) {
      Json given = value.get(field.name());
      if (given != null && field.type() != FieldType.ENTRY) {
        lines.add(
            Json.object()
                .put("name", field.name())
                .put("label", field.label())
                .put("type", field.type().name())
                .put("value", given)
                .put("said", said(field, given))
                .build());
      }
    }
    return lines;
  }
}
