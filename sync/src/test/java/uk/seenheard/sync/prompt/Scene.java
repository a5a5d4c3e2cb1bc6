package uk.seenheard.sync.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.JacksonJsonReader;
import uk.seenheard.sync.codec.JdkDigests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.ShippedForms;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Days;

/** An incident that a test records as officers do: through changes, their codec and the fold. */
final class Scene {
  static final JacksonJsonReader READER = new JacksonJsonReader();
  static final long NOW = Days.moment("2026-11-20T23:30Z").getAsLong();
  static final String TODAY = "2026-11-20";
  static final Map<String, Form> FORMS =
      ShippedForms.read(Scene::file, READER).stream()
          .collect(Collectors.toMap(Form::id, form -> form, (a, b) -> a, LinkedHashMap::new));
  static final Digests DIGESTS = new JdkDigests();

  private static final String INCIDENT = "0190a5c0-0000-7000-8000-000000000001";

  final Form form;
  private final ChangeCodec codec = new ChangeCodec(READER, DIGESTS);
  private final Fold fold = new Fold(INCIDENT, DIGESTS);
  private Context context = Context.at(NOW, TODAY);
  private String author = "pc.1";
  private int made;
  private final List<String> steps = new ArrayList<>();

  Scene(String form) {
    this(FORMS.get(form));
  }

  Scene(Form form) {
    this.form = form;
  }

  static String file(String name) {
    try (InputStream in = Scene.class.getResourceAsStream(ShippedForms.FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Scene as(String name) {
    author = name;
    return this;
  }

  Scene knowing(Context known) {
    context = known;
    return this;
  }

  Context context() {
    return context;
  }

  Change change(List<Operation> ops) {
    made++;
    return codec.write(
        new Draft(
            INCIDENT,
            new FormRef(form.id(), form.version()),
            author,
            author.startsWith("server-") ? author : "device-" + author,
            Hash.of("pass", DIGESTS),
            NOW + made,
            "boot",
            made,
            new Hlc(NOW + made, 0),
            ops,
            String.format(Locale.ROOT, "%032x", made)));
  }

  void putAll(List<Operation> ops) {
    for (int i = 0; i < ops.size(); i += 200) {
      fold.add(change(ops.subList(i, Math.min(ops.size(), i + 200))));
    }
  }

  OperationId put(Operation op) {
    Change change = change(List.of(op));
    fold.add(change);
    steps.add(CaseFile.step(change, READER));
    return change.id(0);
  }

  /** Adds an entry, with values as {@code name, value, name, value …}. */
  FieldPath add(String collection, Object... values) {
    FieldPath at =
        new FieldPath(
            collection
                + "/0190a5c0-0000-7000-8000-"
                + String.format(Locale.ROOT, "%012x", made + 0x1000));
    Json.Builder with = Json.object();
    for (int i = 0; i < values.length; i += 2) {
      with.put((String) values[i], json(values[i + 1]));
    }
    put(new Operation.AddEntry(at, with.build()));
    return at;
  }

  /** Adds an entry about another. */
  FieldPath about(FieldPath subject, String collection, Object... values) {
    Object[] all = new Object[values.length + 2];
    all[0] = "about";
    all[1] = subject.text();
    System.arraycopy(values, 0, all, 2, values.length);
    return add(collection, all);
  }

  OperationId set(FieldPath at, Object value) {
    return put(new Operation.SetField(at, json(value), over(at), Optional.empty(), false));
  }

  /** Sets a field without having seen what stands there. */
  OperationId setBlind(FieldPath at, Object value) {
    return put(new Operation.SetField(at, json(value), List.of(), Optional.empty(), false));
  }

  List<OperationId> over(FieldPath at) {
    return fold.record().field(at).map(Field::over).orElse(List.of());
  }

  Scene answer(String field, Object value) {
    set(new FieldPath(field), value);
    return this;
  }

  /** Answers fields of an entry, as {@code name, value, name, value …}. */
  Scene answer(FieldPath entry, Object... values) {
    for (int i = 0; i < values.length; i += 2) {
      set(entry.field((String) values[i]), values[i + 1]);
    }
    return this;
  }

  OperationId reason(PromptState prompt, String code, String words) {
    return set(prompt.reasonField(), Json.object().put("code", code).put("words", words).build());
  }

  OperationId reasonBlind(PromptState prompt, String code, String words) {
    return setBlind(
        prompt.reasonField(), Json.object().put("code", code).put("words", words).build());
  }

  OperationId decide(String act, PromptState prompt, OperationId reason) {
    return put(
        new Operation.Act(
            act,
            prompt.subject(),
            Json.object().put("prompt", prompt.prompt()).put("op", reason.toString()).build(),
            List.of(),
            record().frontier()));
  }

  /** Hands the incident in. */
  OperationId submit() {
    return put(
        new Operation.Act("submit", Optional.empty(), Json.EMPTY, List.of(), record().frontier()));
  }

  /** Holds this scene against the worked case of that name in {@code cases}. */
  void isCase(String name) {
    CaseFile.hold(name, form, NOW, steps, prompts());
  }

  IncidentRecord record() {
    return fold.record();
  }

  List<PromptState> prompts() {
    return Prompts.of(record(), form, context);
  }

  PromptState prompt(String id) {
    return prompts().stream()
        .filter(prompt -> prompt.prompt().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no prompt " + id + " among " + ids(prompts())));
  }

  PromptState prompt(String id, FieldPath subject) {
    return prompts().stream()
        .filter(
            prompt -> prompt.prompt().equals(id) && prompt.subject().equals(Optional.of(subject)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no prompt " + id + " among " + ids(prompts())));
  }

  /** The open prompts as {@code F4 child-demeanour}. */
  List<String> open() {
    return ids(prompts().stream().filter(PromptState::isOpen).collect(Collectors.toList()));
  }

  /** The open prompts about one entry. */
  List<String> open(FieldPath subject) {
    return ids(
        prompts().stream()
            .filter(prompt -> prompt.isOpen() && prompt.subject().equals(Optional.of(subject)))
            .collect(Collectors.toList()));
  }

  static List<String> ids(List<PromptState> prompts) {
    return prompts.stream()
        .map(prompt -> prompt.finding() + ' ' + prompt.prompt())
        .collect(Collectors.toList());
  }

  static Json json(Object value) {
    if (value instanceof Json json) {
      return json;
    }
    if (value instanceof Number number) {
      return Json.of(number.longValue());
    }
    if (value instanceof List<?> list) {
      List<Json> items = new ArrayList<>();
      list.forEach(item -> items.add(json(item)));
      return Json.list(items);
    }
    return Json.of((String) value);
  }

  /** The same, at a moment such as {@code 2026-11-20T10:00Z}. */
  Scene at(String moment) {
    return knowing(
        new Context(
            Days.moment(moment).getAsLong(),
            moment.substring(0, 10),
            context().incident(),
            context().about()));
  }

  /** The duties that it brings. */
  List<DutyState> duties() {
    return Duties.of(record(), form, context());
  }

  /** The first of its duties with that id. */
  DutyState duty(String id) {
    return duties().stream().filter(duty -> duty.duty().equals(id)).findFirst().orElseThrow();
  }
}
