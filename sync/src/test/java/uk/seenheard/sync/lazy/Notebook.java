package uk.seenheard.sync.lazy;

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
import java.util.Set;
import java.util.stream.Collectors;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.ChangeReading;
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
import uk.seenheard.sync.prompt.Context;
import uk.seenheard.sync.prompt.OpenForms;
import uk.seenheard.sync.prompt.PromptState;
import uk.seenheard.sync.prompt.Status;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.review.Authorising;

/** An incident as handsets write it: through changes, their codec and the fold. */
final class Notebook {
  static final long NOW = Days.moment("2026-11-20T23:30Z").getAsLong();
  static final String TODAY = "2026-11-20";
  static final JacksonJsonReader READER = new JacksonJsonReader();
  static final Map<String, Form> FORMS =
      ShippedForms.read(Notebook::file, READER).stream()
          .collect(
              Collectors.toMap(
                  Form::id,
                  form -> form,
                  (one, other) -> one.version() > other.version() ? one : other,
                  LinkedHashMap::new));

  private static final Digests DIGESTS = new JdkDigests();
  private static final String INCIDENT = "0190a5c0-0000-7000-8000-000000000001";
  private static final Set<String> TYPED = Set.of("about", "kind", "offence");

  private final Form form;
  private final Context context;
  private final ChangeCodec codec = new ChangeCodec(READER, DIGESTS);
  private final Fold fold = new Fold(INCIDENT, DIGESTS);
  private final Map<String, FieldPath> paths = new LinkedHashMap<>();
  private String author = "pc.1";
  private String lens;
  private final Map<String, FieldPath> subjects = new LinkedHashMap<>();
  private final Map<FieldPath, List<OperationId>> written = new LinkedHashMap<>();
  private int made;
  private int accepted;

  Notebook(Form form, Context context) {
    this.form = form;
    this.context = context;
    this.lens = form.id();
  }

  private static String file(String name) {
    try (InputStream in = Notebook.class.getResourceAsStream(ShippedForms.FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Notebook as(String name) {
    author = name;
    return this;
  }

  Notebook through(String formId) {
    lens = formId;
    return this;
  }

  private void name(String key) {
    if (!key.equals(Account.INCIDENT)) {
      String collection = key.substring(0, key.indexOf('.'));
      paths.put(
          key,
          new FieldPath(
              collection
                  + "/0190a5c0-0000-7000-8000-"
                  + String.format(Locale.ROOT, "%012x", paths.size() + 0x1000)));
    }
  }

  FieldPath path(String key) {
    return paths.get(key);
  }

  /** Whether a value is given as an entry is added. */
  static boolean isTyped(String key, String name) {
    return !key.equals(Account.INCIDENT) && TYPED.contains(name);
  }

  /** What an end reads of a change whose text is too long for one. */
  ChangeReading readOverlong(String key, String name, String value) {
    String mark = "the-mark-to-replace";
    Change change =
        codec.write(
            draft(
                List.of(
                    new Operation.SetField(
                        field(key, name), Json.of(mark), List.of(), Optional.empty(), false))));
    return codec.read(change.content().replace(mark, value));
  }

  /** What an entry is about, as it was added. */
  Optional<FieldPath> subject(String key) {
    return Optional.ofNullable(subjects.get(key));
  }

  /** The key of an entry; of the incident where there is none. */
  String key(Optional<FieldPath> path) {
    return paths.entrySet().stream()
        .filter(named -> path.equals(Optional.of(named.getValue())))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Account.INCIDENT);
  }

  /** The field of a name that is asked apart: {@code link} of {@code link.child.2}. */
  static String plain(String name) {
    return name.startsWith("link.") || name.startsWith("carries.")
        ? name.substring(0, name.indexOf('.'))
        : name;
  }

  FieldPath field(String key, String name) {
    if (key.equals(Account.INCIDENT)) {
      return new FieldPath(name);
    }
    String plain = plain(name);
    return plain.equals(name)
        ? path(key).field(name)
        : path(key).field(plain + '.' + path(name.substring(plain.length() + 1)).name());
  }

  /** Writes a plan down: first the entries, then what is said of each. */
  void write(Map<String, Map<String, Object>> planned) {
    planned.keySet().forEach(this::name);
    List<Operation> ops = new ArrayList<>();
    planned.forEach(
        (key, values) -> {
          if (!key.equals(Account.INCIDENT)) {
            ops.add(add(key, values));
          }
        });
    planned.forEach(
        (key, values) ->
            values.forEach(
                (name, value) -> {
                  if (key.equals(Account.INCIDENT) || !TYPED.contains(name)) {
                    ops.add(
                        new Operation.SetField(
                            field(key, name), json(value), List.of(), Optional.empty(), false));
                  }
                }));
    for (int i = 0; i < ops.size(); i += 100) {
      put(ops.subList(i, Math.min(ops.size(), i + 100)));
    }
  }

  private Operation add(String key, Map<String, Object> values) {
    if (values.get("about") instanceof Ref about) {
      subjects.put(key, path(about.key()));
    }
    Json.Builder with = Json.object();
    values.forEach(
        (name, value) -> {
          if (TYPED.contains(name)) {
            with.put(name, json(value));
          }
        });
    return new Operation.AddEntry(path(key), with.build());
  }

  /** Sets over whatever stands. */
  OperationId set(String key, String name, Object value) {
    FieldPath at = field(key, name);
    List<OperationId> over = record().field(at).map(Field::over).orElse(List.of());
    return put(new Operation.SetField(at, json(value), over, Optional.empty(), false));
  }

  /** Sets over whatever stands, with a reason. */
  OperationId set(String key, String name, Object value, String reason) {
    FieldPath at = field(key, name);
    List<OperationId> over = record().field(at).map(Field::over).orElse(List.of());
    return put(new Operation.SetField(at, json(value), over, Optional.of(reason), false));
  }

  /** Sets without having seen what stands there. */
  OperationId setBlind(String key, String name, Object value) {
    return put(
        new Operation.SetField(field(key, name), json(value), List.of(), Optional.empty(), false));
  }

  OperationId strike(String key, String reason) {
    return put(
        new Operation.StrikeEntry(
            path(key), reason, record().standingIn(path(key)), record().frontier()));
  }

  OperationId reason(String key, String prompt, String code, String words) {
    Json.Builder reason = Json.object().put("code", code);
    if (words != null) {
      reason.put("words", words);
    }
    return set(key, "reason." + prompt, reason.build());
  }

  /** A supervisor reads each reason that stands and accepts it, one by one. */
  void acceptEach() {
    String officer = author;
    author = "ps.9";
    for (PromptState prompt : prompts()) {
      if (prompt.status() instanceof Status.Excused excused && excused.acceptedBy().isEmpty()) {
        put(
            new Operation.Act(
                "accept-reason",
                prompt.subject(),
                Json.object()
                    .put("prompt", prompt.prompt())
                    .put("op", excused.reason().toString())
                    .build(),
                List.of(),
                record().frontier()));
        accepted++;
      }
    }
    author = officer;
  }

  /** How many reasons were accepted. */
  int accepted() {
    return accepted;
  }

  OperationId put(Operation op) {
    return put(List.of(op)).id(0);
  }

  private Change put(List<Operation> ops) {
    made++;
    Change change = codec.write(draft(ops));
    fold.add(change);
    for (int i = 0; i < ops.size(); i++) {
      OperationId id = change.id(i);
      at(ops.get(i))
          .ifPresent(at -> written.computeIfAbsent(at, path -> new ArrayList<>()).add(id));
    }
    return change;
  }

  private Draft draft(List<Operation> ops) {
    return new Draft(
        INCIDENT,
        new FormRef(lens, FORMS.get(lens).version()),
        author,
        "device-" + author,
        Hash.of("pass", DIGESTS),
        NOW + made,
        "boot",
        made,
        new Hlc(NOW + made, 0),
        ops,
        String.format(Locale.ROOT, "%032x", made));
  }

  private static Optional<FieldPath> at(Operation op) {
    if (op instanceof Operation.SetField set) {
      return Optional.of(set.at());
    }
    return op instanceof Operation.StrikeEntry strike ? Optional.of(strike.at()) : Optional.empty();
  }

  /** What was set in a field, or struck of an entry. */
  List<OperationId> written(FieldPath at) {
    return written.getOrDefault(at, List.of());
  }

  IncidentRecord record() {
    return fold.record();
  }

  List<PromptState> prompts() {
    return OpenForms.of(record(), ref -> Optional.ofNullable(FORMS.get(ref.id())))
        .prompts(record(), context);
  }

  List<PromptState> blocking() {
    return prompts().stream().filter(PromptState::blocksAuthorisation).collect(Collectors.toList());
  }

  /** The operations that whoever authorises must name as read. */
  List<OperationId> toRead() {
    return Authorising.toRead(record());
  }

  Form form() {
    return form;
  }

  private Json json(Object value) {
    if (value instanceof Json json) {
      return json;
    }
    if (value instanceof Ref ref) {
      return Json.of(path(ref.key()).text());
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
}
