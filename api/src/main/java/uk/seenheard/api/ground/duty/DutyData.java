package uk.seenheard.api.ground.duty;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.files.JsonFile;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * What a force sets for duties: its times, and the school days of its local authorities.
 *
 * @param times how long is given for what, by the names of {@code sync/FORMS.md}
 * @param bankHolidays days on which nobody at a desk elsewhere is expected to answer
 */
public record DutyData(
    Json.Obj times, List<SchoolCalendar> authorities, Set<LocalDate> bankHolidays) {
  private static final Set<String> TIMES =
      Set.of(
          "noticeHours",
          "strategyHours",
          "assessmentHours",
          "deployMinutes",
          "deployHighMinutes",
          "acknowledgeMinutes",
          "reassessHours",
          "reassessHighHours",
          "designatedOfficerHours",
          "authorityToldHours",
          "protectionReviewHours",
          "appropriateAdultHours",
          "healthProfessionalHours",
          "custodySocialCareHours",
          "accommodationHours",
          "wakingHours",
          "highRiskHours");
  private static final int MOST_TIME = 10_000;
  private static final int MOST_AUTHORITIES = 100;
  private static final int MOST_ITEMS = 10_000;
  private static final long MOST_MIB = 4;

  /** Copies. */
  public DutyData {
    authorities = List.copyOf(authorities);
    bankHolidays = Set.copyOf(bankHolidays);
  }

  /** That of a force's file, or else the usual one; a demonstration has one of its own. */
  public static DutyData of(Optional<Path> file, boolean demo, JsonReader reader)
      throws IOException {
    if (file.isPresent()) {
      return load(file.get(), reader);
    }
    return demo ? demo(reader) : usual(reader);
  }

  /** The defaults: the times of the forms, every weekday that is no bank holiday of England. */
  public static DutyData usual(JsonReader reader) {
    return read(resource("duties.json", reader));
  }

  /** Those of the invented force that the demonstration plays in. */
  public static DutyData demo(JsonReader reader) {
    return read(over(resource("duties.json", reader), resource("demo-duties.json", reader)));
  }

  /**
   * Those that a force's file says; what it leaves out is as usual.
   *
   * @throws IllegalArgumentException that says what is wrong with the file
   * @throws IOException when the file cannot be read
   */
  public static DutyData load(Path file, JsonReader reader) throws IOException {
    if (JsonFile.load(file, "the duties file", MOST_MIB, reader) instanceof Json.Obj data) {
      return read(over(resource("duties.json", reader), data));
    }
    throw new IllegalArgumentException("the duties file is no JSON object");
  }

  private static Json.Obj over(Json.Obj usual, Json.Obj own) {
    Json.Obj data = usual;
    for (Map.Entry<String, Json> member : own.members().entrySet()) {
      data = data.with(member.getKey(), member.getValue());
    }
    return data;
  }

  private static Json.Obj resource(String name, JsonReader reader) {
    return (Json.Obj) JsonFile.shipped(DutyData.class, name, reader);
  }

  /**
   * Reads {@code {"times": {NAME: NUMBER}, "starts": "08:45", "bankHolidays": [DAY], "authorities":
   * [{"id", "starts"?, "schools"?: [NAME], "terms": [{"from", "to"}], "closed"?: [{"from", "to"}],
   * "bankHolidays"?: [DAY]}]}}.
   */
  static DutyData read(Json.Obj data) {
    for (String name : data.members().keySet()) {
      require(
          Set.of("times", "starts", "bankHolidays", "authorities").contains(name),
          "has \"" + name + "\", which is none of times, starts, bankHolidays, authorities");
    }
    for (Map.Entry<String, Json> time : data.object("times").members().entrySet()) {
      require(
          TIMES.contains(time.getKey()),
          "times has \"" + time.getKey() + "\", which no form asks for");
      require(
          time.getValue() instanceof Json.Num number
              && number.value().doubleValue() > 0
              && number.value().doubleValue() <= MOST_TIME,
          "times." + time.getKey() + " is no number above 0 and up to " + MOST_TIME);
    }
    LocalTime starts = time("starts", data.text("starts").orElse("08:45"));
    Set<LocalDate> holidays = days("bankHolidays", data.items("bankHolidays"));
    List<SchoolCalendar> authorities = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    List<Json> given = data.items("authorities");
    require(given.size() <= MOST_AUTHORITIES, "has more than " + MOST_AUTHORITIES + " authorities");
    for (Json item : given) {
      String where = "authorities[" + authorities.size() + "]";
      require(item instanceof Json.Obj, where + " is no object");
      authorities.add(authority(where, (Json.Obj) item, starts, holidays));
      String id = authorities.get(authorities.size() - 1).id();
      require(ids.add(id), where + ".id is that of another authority");
    }
    if (authorities.isEmpty()) {
      authorities.add(SchoolCalendar.weekdays(starts, holidays));
    }
    return new DutyData(data.object("times"), authorities, holidays);
  }

  private static SchoolCalendar authority(
      String where, Json.Obj authority, LocalTime starts, Set<LocalDate> holidays) {
    String id = authority.text("id").orElse("");
    require(!id.isEmpty() && id.length() <= 64, where + ".id is missing or too long");
    Set<String> schools = new LinkedHashSet<>();
    for (Json school : authority.items("schools")) {
      require(school instanceof Json.Text, where + ".schools holds something that is no text");
      schools.add(((Json.Text) school).value());
    }
    List<SchoolCalendar.Span> terms = spans(where + ".terms", authority.items("terms"));
    require(!terms.isEmpty(), where + ".terms is missing: say from when to when schools are open");
    return new SchoolCalendar(
        id,
        authority.text("starts").map(text -> time(where + ".starts", text)).orElse(starts),
        schools,
        terms,
        spans(where + ".closed", authority.items("closed")),
        authority.get("bankHolidays").isPresent()
            ? days(where + ".bankHolidays", authority.items("bankHolidays"))
            : holidays);
  }

  private static List<SchoolCalendar.Span> spans(String where, List<Json> items) {
    require(items.size() <= MOST_ITEMS, where + " has more than " + MOST_ITEMS + " items");
    List<SchoolCalendar.Span> spans = new ArrayList<>();
    for (Json item : items) {
      String at = where + '[' + spans.size() + ']';
      Json.Obj span = item instanceof Json.Obj object ? object : Json.EMPTY;
      LocalDate from = day(at + ".from", span.get("from"));
      LocalDate to = day(at + ".to", span.get("to"));
      require(!to.isBefore(from), at + " ends before it begins");
      spans.add(new SchoolCalendar.Span(from, to));
    }
    return spans;
  }

  private static Set<LocalDate> days(String where, List<Json> items) {
    require(items.size() <= MOST_ITEMS, where + " has more than " + MOST_ITEMS + " items");
    Set<LocalDate> days = new LinkedHashSet<>();
    int i = 0;
    for (Json item : items) {
      days.add(day(where + '[' + i++ + ']', Optional.of(item)));
    }
    return days;
  }

  private static LocalDate day(String where, Optional<Json> value) {
    String text =
        value.filter(Json.Text.class::isInstance).map(v -> ((Json.Text) v).value()).orElse("");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException none) {
      throw new IllegalArgumentException(
          "the duties file: " + where + " is no day such as 2026-11-25");
    }
  }

  private static LocalTime time(String where, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException none) {
      throw new IllegalArgumentException("the duties file: " + where + " is no time such as 08:45");
    }
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException("the duties file " + otherwise);
    }
  }
}
