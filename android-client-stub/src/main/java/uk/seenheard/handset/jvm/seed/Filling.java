package uk.seenheard.handset.jvm.seed;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.jvm.device.UkDay;
import uk.seenheard.handset.jvm.seed.Story.Child;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.prompt.PromptState;

/**
 * Answers what the form asks of a story, question by question as it comes up, out of a book of
 * usual answers; what neither knows stays open, as it does on a night shift.
 */
final class Filling {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmXXX", Locale.ROOT);

  private static final int ROUNDS = 12;
  private static final int REASONS = 3;

  /** Police protection lasts no longer than 72 hours: what began lately still runs. */
  private static final int RUNNING_DAYS = 2;

  /** Before that officers mailed their notices; since then they leave by the server. */
  private static final int BY_MAIL_DAYS = 32;

  /** What is not so of a child whom nobody has found yet. */
  private static final List<String> AWAY = List.of("child.seen", "child.hereNow");

  private final Handset handset;
  private final Map<String, String[]> book;
  private final Story story;
  private final int number;
  private final long began;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, Child> children = new LinkedHashMap<>();
  private String incident = "";

  Filling(Handset handset, Map<String, String[]> book, Story story, int number, long began) {
    this.handset = handset;
    this.book = book;
    this.story = story;
    this.number = number;
    this.began = began;
  }

  /** Begins the incident and enters who is there. */
  String begin(String reference) {
    incident = handset.newIncident(story.form(), Optional.of(reference));
    answer("place", Json.of(story.place()));
    answer("childrenLiving", Json.of((long) story.children().size()));
    answer("childrenHere", Json.of((long) story.children().size()));
    for (Child child : story.children()) {
      Map<String, Json> known = new LinkedHashMap<>();
      known.put("name", Json.of(child.name()));
      known.put("gender", Json.of(child.gender()));
      ZonedDateTime day = Instant.ofEpochMilli(began).atZone(UkDay.ZONE);
      known.put("dob", Json.of(day.toLocalDate().minusMonths(child.months()).toString()));
      known.put("demeanour", Json.of(child.demeanour()));
      FieldPath at = handset.addEntry(incident, Incident.CHILD, Json.EMPTY, known);
      names.put(at.text(), child.name());
      children.put(at.text(), child);
    }
    for (Story.Adult adult : story.adults()) {
      Map<String, Json> known = new LinkedHashMap<>();
      known.put("name", Json.of(adult.name()));
      known.put("role", Json.of(adult.role()));
      FieldPath at = handset.addEntry(incident, Incident.ADULT, Json.EMPTY, known);
      names.put(at.text(), adult.name());
      for (String child : children.keySet()) {
        String link = "link." + child.substring(child.indexOf('/') + 1);
        handset.answer(incident, at.field(link), Json.of(adult.link()), Optional.empty());
      }
    }
    return incident;
  }

  /**
   * Answers what is open, until nothing is or nobody knows.
   *
   * @param most answers at most
   */
  void fill(int most) {
    int left = most;
    for (int round = 0; round < ROUNDS && left > 0; round++) {
      int before = left;
      Asked asked = handset.asked(incident).orElseThrow(IllegalStateException::new);
      for (PromptState prompt : asked.open()) {
        if (left > 0 && take(asked, prompt)) {
          left--;
        }
      }
      if (before == left) {
        return;
      }
    }
  }

  /**
   * Says of what is required and still open why it is: what nobody may say that of stays open. One
   * reason may bring up another question.
   */
  void excuse() {
    for (int round = 0; round < REASONS; round++) {
      excuse(handset.asked(incident).orElseThrow(IllegalStateException::new));
    }
  }

  private void excuse(Asked asked) {
    for (PromptState prompt : asked.open()) {
      Optional<CodeList> reasons = asked.reasons(prompt);
      if (prompt.blocksAuthorisation() && reasons.isPresent()) {
        String code =
            reasons.get().code("other").isPresent() ? "other" : reasons.get().codes().get(0).code();
        Json said =
            Json.object().put("code", code).put("words", pick(always("reason.words"))).build();
        handset.answer(incident, prompt.reasonField(), said, Optional.empty());
      }
    }
  }

  private boolean take(Asked asked, PromptState prompt) {
    if (prompt.prompt().equals("sent-who") && story.days() <= BY_MAIL_DAYS) {
      Json waits =
          Json.object()
              .put("code", "waits")
              .put("words", "Goes with the sergeant's authorisation")
              .build();
      handset.answer(incident, prompt.reasonField(), waits, Optional.empty());
      return true;
    }
    if (prompt.addsTo().isPresent()) {
      return add(prompt, prompt.addsTo().get());
    }
    FieldPath at = prompt.asks().orElseThrow(IllegalStateException::new);
    Optional<FormField> field = asked.field(prompt);
    Optional<Json> value = field.flatMap(known -> value(asked, known, at, prompt));
    value.ifPresent(known -> handset.answer(incident, at, known, Optional.empty()));
    return value.isPresent();
  }

  private boolean add(PromptState prompt, String collection) {
    if (collection.equals(Incident.CHILD) || collection.equals(Incident.ADULT)) {
      return false;
    }
    Json.Obj with = prompt.with();
    if (collection.equals(Incident.STATEMENT)) {
      Child child = children.get(prompt.subject().map(FieldPath::text).orElse(""));
      if (child == null || child.said().isEmpty()) {
        return false;
      }
      with =
          with.with("words", Json.of(child.said()))
              .with("askedBy", Json.of(story.officer()))
              .with("question", Json.of(pick(always("statement.question"))))
              .with("present", Json.of(pick(always("statement.present"))))
              .with("at", Json.of(moment(31)))
              .with("open", Json.of("yes"));
    } else if (prompt.typed().isPresent()) {
      String kind = with.text("kind").orElse("");
      String[] words = book.get(collection + "." + prompt.typed().get() + "." + kind);
      words = words == null ? book.get(collection + "." + prompt.typed().get()) : words;
      if (words == null) {
        return false;
      }
      with = with.with(prompt.typed().get(), Json.of(said(pick(words), prompt)));
    }
    handset.addEntry(incident, collection, with, Map.of());
    return true;
  }

  private Optional<Json> value(Asked asked, FormField field, FieldPath at, PromptState prompt) {
    Child child = children.get(at.entry().map(FieldPath::text).orElse(""));
    String key = field.key();
    if (child != null && key.equals("child.speaks")) {
      return Optional.of(Json.of(child.said().isEmpty() ? "no" : "yes"));
    }
    if (child != null && key.equals("child.spoken")) {
      return child.said().isEmpty() ? Optional.empty() : Optional.of(Json.of("yes"));
    }
    if ((key.equals("child.endedAt") && story.days() <= RUNNING_DAYS)
        || (key.equals("child.returnedAt") && child != null && !isBack(child))) {
      return Optional.empty();
    }
    if (child != null && !isBack(child) && AWAY.contains(key)) {
      return Optional.of(Json.of("no"));
    }
    if (prompt.prompt().equals("sent-by")) {
      return Optional.of(Json.of("email"));
    }
    if (key.equals("adultsHere")) {
      return Optional.of(Json.of((long) story.adults().size()));
    }
    if (key.equals("referral.grade") && story.fate() == Story.Fate.URGENT) {
      return Optional.of(Json.of("red"));
    }
    String[] ofForm = book.get(story.form() + ':' + key);
    String[] known = ofForm == null ? book.get(key) : ofForm;
    String typed = known == null ? "" : said(pick(known, child), prompt);
    switch (field.type()) {
      case TEXT:
        return typed.isEmpty() ? Optional.empty() : Optional.of(Json.of(typed));
      case CODE:
        return code(asked, field, typed);
      case CODES:
        return Optional.of(
            typed.isEmpty() ? Json.texts(List.of()) : Json.texts(List.of(typed.split(" ", -1))));
      case TIME:
        return typed.isEmpty()
            ? Optional.empty()
            : Optional.of(Json.of(moment(Integer.parseInt(typed))));
      case DATE:
        return typed.isEmpty() ? Optional.empty() : Optional.of(Json.of(typed));
      case COUNT:
        return Optional.of(Json.of((long) story.children().size()));
      case REGISTER:
        return typed.isEmpty() ? Optional.empty() : register(field, typed);
      default:
        return Optional.empty();
    }
  }

  private static Optional<Json> code(Asked asked, FormField field, String typed) {
    Optional<CodeList> codes = asked.codes(field);
    String code = typed.isEmpty() ? "no" : typed;
    return codes.filter(list -> list.code(code).isPresent()).map(list -> Json.of(code));
  }

  private static Optional<Json> register(FormField field, String typed) {
    int space = typed.indexOf(' ');
    String grade = typed.substring(0, space);
    Json.Builder register = Json.object();
    if (!field.graver().isEmpty()) {
      register.put(
          FormField.GRADE,
          field.graver().contains(grade) ? grade : field.graver().get(field.graver().size() / 2));
    }
    if (field.members().containsKey("tool")) {
      register.put("tool", "dash");
    }
    return Optional.of(register.put("reasons", typed.substring(space + 1)).build());
  }

  void answer(String field, Json value) {
    handset.answer(incident, new FieldPath(field), value, Optional.empty());
  }

  /** A field of the first child, as this officer saw it. */
  void firstChild(String field, String value) {
    FieldPath child = new FieldPath(children.keySet().iterator().next());
    handset.answer(incident, child.field(field), Json.of(value), Optional.empty());
  }

  private String[] always(String key) {
    return Objects.requireNonNull(book.get(key), key);
  }

  private String pick(String[] several) {
    return several[number % several.length];
  }

  /** Siblings are not said to be alike. */
  private String pick(String[] several, @Nullable Child child) {
    int which = child == null ? 0 : story.children().indexOf(child);
    return several[(number + which) % several.length];
  }

  private static boolean isBack(Child child) {
    return !child.demeanour().startsWith("Not found");
  }

  private String said(String words, PromptState prompt) {
    String about = prompt.subject().map(FieldPath::text).orElse("");
    String whole = prompt.with().text("about").orElse(about);
    String other = names.getOrDefault(about, "the child");
    String carer = story.adults().isEmpty() ? "the carer" : story.adults().get(0).name();
    return words
        .replace("{name}", names.getOrDefault(whole, other))
        .replace("{carer}", carer)
        .replace("{officer}", story.officer())
        .replace("{n}", String.format(Locale.ROOT, "%05d", 10_200 + 37 * number));
  }

  String moment(int minutes) {
    return MOMENT.format(Instant.ofEpochMilli(began + minutes * 60_000L).atZone(UkDay.ZONE));
  }
}
